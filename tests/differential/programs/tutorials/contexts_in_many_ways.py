# SPDX-License-Identifier: MIT
from contextlib import *
import io, sys, os
@contextmanager
def tag(n):
    print(f"<{n}>")
    try: yield n.upper()
    except KeyError as e: print("caught", e)
    finally: print(f"</{n}>")
with tag("h1") as t, tag("b"): print(t)
with tag("x"): raise KeyError("k")
try:
    with tag("y"): raise ValueError("v")
except ValueError as e: print("out", e)
@tag("deco")
def f(): print("in f")
f(); f()
with suppress(FileNotFoundError, ZeroDivisionError): 1 / 0
buf = io.StringIO()
with redirect_stdout(buf): print("captured"); help_ = 1
print(repr(buf.getvalue()))
with redirect_stderr(buf): print("e", file=sys.stderr)
class R:
    def __init__(s, n): s.n = n
    def close(s): print("close", s.n)
    def __enter__(s): print("enter", s.n); return s
    def __exit__(s, t, v, tb): print("exit", s.n, t.__name__ if t else None); return False
with closing(R(1)) as r: print(r.n)
with ExitStack() as st:
    rs = [st.enter_context(R(i)) for i in range(3)]; st.callback(print, "cb", 1, sep="="); st.push(lambda *a: print("push", a[0])); 
    st2 = st.pop_all()
st2.close()
try:
    with ExitStack() as st: st.enter_context(R("z")); raise OSError("boom")
except OSError as e: print(e)
with nullcontext(5) as n: print(n)
class CD(ContextDecorator):
    def __enter__(s): print("start"); return s
    def __exit__(s, *e): print("end"); return True
@CD()
def g(x): print(x); raise ValueError
g(1)
@contextmanager
def noyield():
    if 0: yield
@contextmanager
def two(): yield 1; yield 2
for c in ("with noyield(): pass", "with two(): pass", "with 5: pass", "with open: pass", "with R: pass"):
    try: exec(c)
    except Exception as e: print(c, type(e).__name__, e)
class Timer:
    def __enter__(s): s.ok = False; return s
    def __exit__(s, *a): s.ok = True
with (Timer() as t1, Timer() as t2): pass
print(t1.ok, t2.ok)
class Bad:
    def __enter__(s): return s
try:
    with Bad(): pass
except (TypeError, AttributeError) as e: print(type(e).__name__, e)
with R("tb"): {}["zz"]
