import threading
import time
from contextlib import contextmanager


@contextmanager
def acquire_all(*locks):
    taken = []
    try:
        for lock in sorted(locks, key=id):
            lock.acquire()
            taken.append(lock)
        yield
    finally:
        for lock in reversed(taken):
            lock.release()


a, b = threading.Lock(), threading.Lock()
total = 0


def work():
    global total
    for _ in range(20):
        with acquire_all(a, b):
            total += 1


ts = [threading.Thread(target=work) for _ in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(total, a.locked(), b.locked())
