# Two interpreters compute at the same time, because each has a GIL of its own. Without a GIL
# threads do so, too.
import multiprocessing
import sys
import time
from concurrent.futures import InterpreterPoolExecutor, ThreadPoolExecutor


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


def warm_up():
    pass


def took(executor):
    for future in [executor.submit(time.sleep, 0.1) for _ in range(2)]:
        future.result()
    begin = time.perf_counter()
    print(list(executor.map(work, [300000, 300000])))
    return time.perf_counter() - begin


if __name__ == '__main__':
    with ThreadPoolExecutor(2) as executor:
        threads = took(executor)
    with InterpreterPoolExecutor(2, initializer=warm_up) as executor:
        interpreters = took(executor)
    has_gil = getattr(sys, '_is_gil_enabled', lambda: True)()
    if multiprocessing.cpu_count() > 1 and has_gil:
        print(interpreters < threads * 0.7)
    else:
        print(interpreters > threads * 0.7)
    with InterpreterPoolExecutor(1) as executor:
        try:
            executor.submit(int, 'x').result()
        except Exception as exc:
            print(type(exc).__name__, exc, '|', type(exc.__cause__).__name__)
