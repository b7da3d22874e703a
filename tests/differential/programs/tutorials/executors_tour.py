# SPDX-License-Identifier: MIT
import concurrent.futures as cf, os, time, threading, multiprocessing, sys, logging
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, Future, as_completed, wait
from concurrent.futures.process import BrokenProcessPool
from concurrent.futures import thread, process

def sq(x): return x * x
def bad(x): raise LookupError("bad", x)
def die(): os._exit(1)
def initfail(): raise RuntimeError("init failed")
def slow(x): time.sleep(x); return x
def nm(): return multiprocessing.current_process().name
def tnm(_=None): time.sleep(0.01); return threading.current_thread().name
class Boom(Exception):
    def __init__(self, code, msg): super().__init__(code, msg); self.code = code
def boom(): raise Boom(5, "m")

def main():
    logging.disable(logging.CRITICAL)
    with ProcessPoolExecutor(2) as ex:
        print(list(ex.map(sq, range(6), chunksize=3)))
        f = ex.submit(bad, 1)
        try: f.result()
        except LookupError as e: print(repr(e), type(e.__cause__).__name__)
        try: ex.submit(boom).result()
        except Boom as e: print(e.code, e.args)
        fs = {ex.submit(sq, n): n for n in range(3)}
        print(sorted((fs[f], f.result()) for f in as_completed(fs)))
        try: ex.submit(lambda: 1).result()
        except Exception as e: print(type(e).__name__, str(e)[:24])
        print(list(ex.map(pow, [2, 3], [3, 2])))
    with ProcessPoolExecutor(1) as ex:
        f = ex.submit(die)
        try: f.result()
        except BrokenProcessPool as e: print("Broken:", e)
        try: ex.submit(sq, 1)
        except BrokenProcessPool as e: print("Broken2:", e)
    ex = ThreadPoolExecutor(1, initializer=initfail)
    try: ex.submit(sq, 1).result()
    except cf.BrokenExecutor as e: print(type(e).__name__, e)
    with ThreadPoolExecutor(3, thread_name_prefix="w") as ex: print(sorted(set(ex.map(tnm, range(9)))))
    with ThreadPoolExecutor() as ex: print(ex._max_workers == min(32, (os.cpu_count() or 1) + 4), ex.submit(tnm).result()[:20])
    ex = ThreadPoolExecutor(1)
    fs = [ex.submit(slow, 0.1) for _ in range(4)]
    time.sleep(0.05); ex.shutdown(wait=True, cancel_futures=True)
    print([f.cancelled() for f in fs], [f.done() for f in fs])
    try:
        for f in as_completed([ThreadPoolExecutor(1).submit(slow, 1)], timeout=0.1): pass
    except cf.TimeoutError as e: print("TO:", e)
    try: cf.wait([Future()], timeout=0.01, return_when="BOGUS")
    except ValueError as e: print(e)
    f = Future(); print(f.cancel(), f.cancelled(), f.done(), f.running())
    try: f.exception()
    except cf.CancelledError as e: print("Cancelled", repr(e))
    f = Future(); f.add_done_callback(lambda f: print("cb1", f.result())); f.add_done_callback(lambda f: 1 / 0); f.add_done_callback(lambda f: print("cb3"))
    f.set_result("R"); f.add_done_callback(lambda f: print("late")); print(str(f)[:8], repr(f).split("state=")[1])
    f = Future(); f.set_exception(KeyError("k")); print(repr(f).split("state=")[1], f.exception())
    f = Future(); print(repr(f).split("state=")[1])
    try: f.result(timeout=0)
    except TimeoutError as e: print("timeout", cf.TimeoutError is TimeoutError)
    def outer():
        with ThreadPoolExecutor(2) as inner: return sum(inner.map(sq, range(4)))
    with ThreadPoolExecutor(2) as ex: print(ex.submit(outer).result())
    done, pending = wait([ThreadPoolExecutor(1).submit(sq, 3)]); print(len(done), pending)
    print(issubclass(ProcessPoolExecutor, cf.Executor), cf.FIRST_COMPLETED, cf.ALL_COMPLETED, cf.FIRST_EXCEPTION, thread.__name__, process.__name__)
    with ThreadPoolExecutor(2) as ex:
        a = ex.submit(slow, 0.05); b = ex.submit(slow, 0.2)
        print(wait({a, b}, timeout=0.1)[0] == {a}); n, m = wait([a, b], return_when=cf.FIRST_COMPLETED); print(len(n), len(m))
        gen = ex.map(bad, [1, 2])
        try: next(gen)
        except LookupError as e: print(e.args)
    with ProcessPoolExecutor(max_workers=2, mp_context=multiprocessing.get_context("spawn"), initializer=print, initargs=()) as ex: print(ex.submit(nm).result().split("-")[0])

if __name__ == "__main__":
    main()
