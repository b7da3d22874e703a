# SPDX-License-Identifier: MIT
import contextlib, io
with contextlib.ExitStack() as st:
    st.callback(print, 'cb1'); st.enter_context(contextlib.suppress(ValueError)); st.callback(print, 'cb2'); raise ValueError
@contextlib.contextmanager
def cm(x):
    print('enter', x)
    try: yield x * 2
    except KeyError as err: print('caught', err)
    finally: print('exit', x)
with cm(3) as v: print(v); raise KeyError('k')
@cm(5)
def deco(): print('in deco')
deco()
buf = io.StringIO()
with contextlib.redirect_stdout(buf): print('hidden')
print(repr(buf.getvalue()))
with contextlib.nullcontext(4) as z: print(z)
class Closeable:
    def close(self): print('closed')
with contextlib.closing(Closeable()) as c: print(type(c).__name__)
with contextlib.suppress(FileNotFoundError, KeyError): {}['x']
@contextlib.contextmanager
def never(): 
    if False: yield
try:
    with never(): pass
except RuntimeError as e: print(e)
with cm(9): raise IndexError('through')
