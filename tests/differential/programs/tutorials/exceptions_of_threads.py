# SPDX-License-Identifier: MIT
import threading, sys, traceback, concurrent.futures, queue, logging
class PropagatingThread(threading.Thread):
    def run(self):
        self.exc = None
        try:
            if hasattr(self, "_target"): self.ret = self._target(*self._args, **self._kwargs)
        except BaseException as e:
            self.exc = e
    def join(self, timeout=None):
        super().join(timeout)
        if self.exc: raise RuntimeError("Exception in thread") from self.exc
        return self.ret
def div(a, b): return a / b
t = PropagatingThread(target=div, args=(1, 0)); t.start()
try: t.join()
except RuntimeError as e: print("caught", e, repr(e.__cause__))
t = PropagatingThread(target=div, args=(6,), kwargs={"b": 3}); t.start(); print(t.join())
def hook(args):
    print("HOOK", args.exc_type.__name__, args.exc_value, args.thread.name, [f.name for f in traceback.extract_tb(args.exc_traceback)][-1])
old, threading.excepthook = threading.excepthook, hook
t = threading.Thread(target=div, args=(1, 0), name="T"); t.start(); t.join()
threading.excepthook = old
bucket = queue.Queue()
def run_with_bucket():
    try: raise Exception("An error occurred here.")
    except Exception: bucket.put(sys.exc_info())
t = threading.Thread(target=run_with_bucket); t.start(); t.join()
exc_type, exc_obj, exc_trace = bucket.get(); print(exc_type, exc_obj, exc_trace.tb_lineno, exc_trace.tb_frame.f_code.co_name)
def nested(n):
    if n == 0: raise ValueError("deep")
    try: nested(n - 1)
    except ValueError as e:
        if n == 2: raise KeyError("outer") from e
        raise
with concurrent.futures.ThreadPoolExecutor() as ex:
    f = ex.submit(nested, 3)
    e = f.exception(); print(repr(e), repr(e.__cause__), type(e.__traceback__).__name__)
    try: f.result()
    except KeyError as err: traceback.print_exception(type(err), err, None, file=sys.stdout)
    fs = [ex.submit(div, 1, d) for d in (1, 0, 2)]
    for x in fs:
        try: print(x.result())
        except ZeroDivisionError as z: print("failed:", z)
logging.basicConfig(stream=sys.stdout, format="%(levelname)s:%(threadName)s:%(message)s")
def logged():
    try: 1 / 0
    except ZeroDivisionError: logging.exception("oops %s", "here")
t = threading.Thread(target=logged, name="Lg"); t.start(); t.join()
def bad(): raise ValueError("uncaught")
class W(threading.Thread):
    def run(self): raise OSError(2, "nope", "file")
t = W(); t.start(); t.join()
t = threading.Thread(target=bad); t.start(); t.join()
x = threading.Thread(target=div, args=(1,)); x.start(); x.join()
print("main exits"); raise SystemExit(7)
