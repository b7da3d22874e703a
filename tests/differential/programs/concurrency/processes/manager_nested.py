import multiprocessing
from multiprocessing.managers import BaseManager


class Counter:
    def __init__(self, start=0):
        self.value = start

    def add(self, n=1):
        self.value += n
        return self.value

    def get(self):
        return self.value

    def fail(self):
        raise ValueError('in the server')

    def _hidden(self):
        pass


class Manager(BaseManager):
    pass


Manager.register('Counter', Counter)


def work(counter, n):
    for _ in range(n):
        counter.add()


if __name__ == '__main__':
    with Manager() as manager:
        counter = manager.Counter(10)
        processes = [multiprocessing.Process(target=work, args=(counter, 5)) for _ in range(2)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        print(counter.get(), counter.add(5))
        try:
            counter.fail()
        except ValueError as exc:
            print(exc)
        try:
            counter._hidden()
        except AttributeError as exc:
            print(type(exc).__name__)
    with multiprocessing.Manager() as manager:
        table = manager.dict()
        table['list'] = manager.list([1])
        table['list'].append(2)
        print(list(table['list']), len(table))
        plain = manager.dict(a=[1])
        plain['a'].append(2)
        print(plain['a'], 'the copy changed, not the original')
        rows = manager.list([manager.dict(n=n) for n in range(2)])
        rows[1]['n'] = 9
        print([row['n'] for row in rows])
