# SPDX-License-Identifier: MIT
from multiprocessing import Pool, TimeoutError, cpu_count, Manager, current_process
import multiprocessing
import time
import os


def square(x):
    return x * x


def add(a, b=0):
    return a + b


def slow(x):
    time.sleep(0.2 * x)
    return x


def bad(x):
    if x == 2:
        raise KeyError("two")
    return 10 / x


counter = None


def init(c):
    global counter
    counter = c


def count(x):
    with counter.get_lock():
        counter.value += x
    return counter.value >= x


def main():
    assert cpu_count() >= 1
    with Pool(processes=4) as pool:
        print(pool.map(square, range(10)))
        print(pool.starmap(add, [(1, 2), (3, 4), (5,)]))
        print(pool.apply(add, (1,), {"b": 41}))
        print(list(pool.imap(square, range(5), chunksize=2)))
        print(sorted(pool.imap_unordered(square, range(5))))
        r = pool.apply_async(square, (9,))
        print(r.get(timeout=5), r.ready(), r.successful())
        m = pool.map_async(square, [1, 2, 3], callback=lambda xs: print("callback got", xs))
        m.wait()
        print(m.get())
        e = pool.apply_async(bad, (2,), error_callback=lambda exc: print("error callback:", repr(exc)))
        try:
            e.get()
        except KeyError as err:
            print("KeyError", err)
        print(e.successful())
        s = pool.apply_async(slow, (10,))
        try:
            s.get(timeout=0.1)
        except TimeoutError as exc:
            print("TimeoutError", repr(exc), isinstance(exc, multiprocessing.ProcessError))
        try:
            s.successful()
        except ValueError as exc:
            print("ValueError", "not ready" in str(exc))
        try:
            pool.map(bad, [1, 2, 5])
        except Exception as exc:
            print(type(exc), exc)
        it = pool.imap(bad, [1, 2, 5])
        while True:
            try:
                print(next(it))
            except StopIteration:
                break
            except KeyError as exc:
                print("in imap:", exc)
        print(pool)
    try:
        pool.map(square, [1])
    except ValueError as exc:
        print(exc)
    total = multiprocessing.Value("i", 0)
    with Pool(3, initializer=init, initargs=(total,)) as pool:
        print(all(pool.map(count, range(1, 101))), total.value)
    pool = Pool(2, maxtasksperchild=1)
    print(len(set(pool.map(os_getpid, range(4), chunksize=1))))
    pool.close()
    try:
        pool.apply(square, (1,))
    except ValueError as exc:
        print(exc)
    pool.join()


def os_getpid(_):
    return os.getpid()


if __name__ == "__main__":
    main()
