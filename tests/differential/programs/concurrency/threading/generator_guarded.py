# A generator that several threads take from needs a lock; with it nobody gets an item twice.
import threading


class Guarded:
    def __init__(self, iterable):
        self.iterator = iter(iterable)
        self.lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            return next(self.iterator)


def squares(limit):
    for n in range(limit):
        yield n * n


source = Guarded(squares(90))
taken = []


def take():
    mine = list(source)
    taken.extend(mine)


threads = [threading.Thread(target=take) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(taken) == [n * n for n in range(90)])
