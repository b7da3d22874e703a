import threading
from concurrent.futures import ThreadPoolExecutor, BrokenExecutor

local = threading.local()


def setup(base):
    local.base = base


def work(x):
    return local.base + x


with ThreadPoolExecutor(2, initializer=setup, initargs=(100,)) as pool:
    print(sorted(pool.map(work, range(4))))


def broken():
    raise ValueError('no database')


with ThreadPoolExecutor(1, initializer=broken) as pool:
    f = pool.submit(work, 1)
    try:
        f.result()
    except BrokenExecutor as e:
        print(type(e), e)
    try:
        pool.submit(work, 2)
    except BrokenExecutor as e:
        print(type(e).__name__, e)
