from multiprocessing import Process
from multiprocessing.managers import BaseManager


class Counter:
    def __init__(self):
        self.value = 0

    def increment(self):
        self.value += 1

    def get(self):
        return self.value


class CounterManager(BaseManager):
    pass


CounterManager.register('Counter', Counter)


def work(counter):
    for _ in range(5):
        counter.increment()


if __name__ == '__main__':
    manager = CounterManager()
    manager.start()
    c = manager.Counter()
    ps = [Process(target=work, args=(c,)) for _ in range(2)]
    for p in ps:
        p.start()
        p.join()
    print(c.get())
    manager.shutdown()
