from multiprocessing import Manager
from multiprocessing.managers import BaseManager


class Counter:
    def __init__(self):
        self.value = 0

    def add(self, amount):
        self.value += amount
        return self.value


class Counters(BaseManager):
    pass


Counters.register('Counter', Counter)

if __name__ == '__main__':
    with Manager() as manager:
        print(list(reversed(manager.list([1, 2, 3]))))
    with Counters() as manager:
        counter = manager.Counter()
        print(counter._exposed_, counter.add(3))
