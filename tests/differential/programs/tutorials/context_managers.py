# SPDX-License-Identifier: MIT
import contextlib, time, sys, os
from contextlib import contextmanager, ExitStack, suppress, redirect_stdout, closing, AbstractContextManager
import io
class Timer:
    def __enter__(self):
        self.start = time.perf_counter(); print('enter'); return self
    def __exit__(self, exc_type, exc, tb):
        print('exit', exc_type, exc, tb is not None)
        return exc_type is ValueError
with Timer() as t: print('body')
with Timer(): raise ValueError('swallowed')
try:
    with Timer(): raise KeyError('k')
except KeyError as e: print('caught', e)
@contextmanager
def tag(name):
    print(f'<{name}>')
    try: yield name.upper()
    except RuntimeError as e: print('handled', e)
    finally: print(f'</{name}>')
with tag('a') as x, tag('b') as y: print(x, y)
with tag('q'): raise RuntimeError('boom')
with suppress(FileNotFoundError): os.remove('no such')
with suppress(ZeroDivisionError): 1/0
f = io.StringIO()
with redirect_stdout(f): print('hidden')
print(repr(f.getvalue()))
with ExitStack() as st:
    for i in range(3): st.enter_context(tag(str(i)))
    st.callback(print, 'callback', end='!\n')
    print('in stack')
try:
    with open('x') as f: pass
except FileNotFoundError as e: print(e, e.errno, e.filename, e.strerror)
class NoExit:
    def __enter__(self): pass
try:
    with NoExit(): pass
except TypeError as e: print(e)
try:
    with 5: pass
except TypeError as e: print(e)
@contextmanager
def bad():
    yield 1
    yield 2
try:
    with bad(): pass
except RuntimeError as e: print(e)
@contextmanager
def none():
    if False: yield
try:
    with none(): pass
except RuntimeError as e: print(e)
@tag('deco')
def g(): print('in g')
g()
class Redirect(contextlib.ContextDecorator):
    def __enter__(self): print('in'); return self
    def __exit__(self, *a): print('out')
@Redirect()
def h(): return 5
print(h())
class R:
    def close(self): print('closed')
with closing(R()) as r: pass
with contextlib.nullcontext(4) as n: print(n)
with (tag('p') as a, tag('r') as b): print(a + b)
