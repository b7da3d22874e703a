import re
import threading
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, CancelledError, TimeoutError


def clean(x):
    return re.sub(r'0x[0-9a-f]+', 'ADDR', repr(x))


f = Future()
print(clean(f))
f.set_running_or_notify_cancel()
print(clean(f))
f.set_result([1])
print(clean(f))
g = Future()
print(g.cancel(), clean(g), g.cancelled(), g.done())
g.set_running_or_notify_cancel()
print(clean(g))
h = Future()
h.set_exception(ValueError('x'))
print(clean(h), h.exception())
try:
    h.result()
except ValueError as e:
    print('raised', e)
try:
    g.result()
except CancelledError as e:
    print(repr(e))
try:
    Future().result(timeout=0.01)
except TimeoutError as e:
    print(repr(e), TimeoutError is __builtins__.TimeoutError)
try:
    f.set_result(2)
except Exception as e:
    print(type(e).__name__, re.sub(r'0x[0-9a-f]+', 'ADDR', str(e)))
print(f.cancel())
release = threading.Event()
with ThreadPoolExecutor(1) as pool:
    a = pool.submit(release.wait)
    b = pool.submit(print, 'b')
    print(clean(b), b.cancel(), clean(b), a.cancel())
    release.set()
print(clean(a), clean(b))
print(clean(pool))
