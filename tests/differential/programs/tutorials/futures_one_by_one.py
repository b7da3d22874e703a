# SPDX-License-Identifier: MIT
import concurrent.futures
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED


def work(n: int) -> int:
    time.sleep(n / 10)
    if n == 3:
        raise ValueError(f"bad number {n}")
    return n * n


def done(fut: concurrent.futures.Future) -> None:
    print("callback:", fut.done(), fut.cancelled(), fut.exception() or fut.result())


with ThreadPoolExecutor(max_workers=4, thread_name_prefix="calc") as pool:
    futures = {pool.submit(work, n): n for n in (4, 2, 3, 1)}
    for fut in as_completed(futures):
        n = futures[fut]
        try:
            data = fut.result()
        except Exception as exc:
            print(f"{n!r} generated an exception: {exc}")
        else:
            print("%r -> %d" % (n, data))
    print(list(pool.map(work, [0, 1, 2])))
    print(list(pool.map(pow, [2, 3, 4], [5, 2, 1])))

with ThreadPoolExecutor(3) as ex:
    fs = [ex.submit(work, n) for n in (1, 5, 2)]
    d, nd = wait(fs, return_when=FIRST_COMPLETED)
    print(len(d), len(nd), [f.result() for f in d])
    res = wait(fs, timeout=0.15)
    print(type(res).__name__, len(res.done), len(res.not_done))
    fs.append(ex.submit(work, 3))
    res = wait(fs, return_when=FIRST_EXCEPTION)
    print(sorted(str(f.exception()) for f in res.done))
    res = wait(fs, return_when=ALL_COMPLETED)
    print(len(res.done))

with ThreadPoolExecutor(max_workers=1) as ex:
    f1 = ex.submit(work, 1)
    f2 = ex.submit(work, 2)
    f1.add_done_callback(done)
    print(f2.cancel(), f2.cancelled(), f2.done())
    f2.add_done_callback(lambda f: print("cancelled callback", f.cancelled()))
    try:
        f2.result()
    except concurrent.futures.CancelledError as e:
        print("cancelled", repr(e))
    try:
        print(f1.result(timeout=0.01))
    except concurrent.futures.TimeoutError as e:
        print("timeout", repr(e))
    print(f1.running())
print(f1.result())
try:
    ex.submit(work, 1)
except RuntimeError as e:
    print(e)
try:
    ThreadPoolExecutor(0)
except ValueError as e:
    print(e)
try:
    ThreadPoolExecutor(initializer=3)
except TypeError as e:
    print(e)
