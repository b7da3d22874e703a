import multiprocessing
import threading
from multiprocessing.pool import ThreadPool


def where(n):
    return n * 2, threading.current_thread() is not threading.main_thread()


def fail(n):
    raise LookupError(n)


with ThreadPool(3) as pool:
    print(pool.map(where, range(4)), pool.apply(where, (9,)))
    print(list(pool.imap(lambda n: n + 1, range(5))), pool.starmap(lambda a, b: a * b, [(1, 2), (3, 4)]))
    try:
        pool.map(fail, [1, 2])
    except LookupError as exc:
        print(type(exc).__name__, exc.__cause__)
    print(pool)
pool = ThreadPool(2)
result = pool.map_async(abs, [-1, -2])
pool.close()
pool.join()
print(result.get(), pool)
