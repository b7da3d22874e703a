import functools
import threading


def synchronized(lock):
    def wrap(fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):
            with lock:
                return fn(*args, **kwargs)
        return inner
    return wrap


class Counter:
    lock = threading.Lock()

    def __init__(self):
        self.n = 0

    @synchronized(lock)
    def increment(self, by=1):
        "Adds."
        self.n += by
        return self.n


c = Counter()
ts = [threading.Thread(target=lambda: [c.increment() for _ in range(100)]) for _ in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(c.n, c.increment.__doc__, c.increment.__name__)
