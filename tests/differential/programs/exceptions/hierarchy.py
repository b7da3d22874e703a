# SPDX-License-Identifier: MIT
for exc in (ZeroDivisionError, KeyError, IndexError, FileNotFoundError, UnicodeDecodeError, ModuleNotFoundError, RecursionError, StopIteration, KeyboardInterrupt, ConnectionResetError, TimeoutError, BlockingIOError):
    print(exc.__name__, [b.__name__ for b in exc.__mro__[1:-1]])
try: {}['x']
except LookupError as e: print(type(e), e.args, str(e), repr(e))
e = OSError(2, 'No such', 'f.txt'); print(e, e.errno, e.filename, type(e))
print(OSError('just text'), repr(OSError(1)), OSError(13, 'denied').__class__)
print(ValueError(), repr(ValueError()), ValueError('a', 1), repr(ValueError('a', 1)), KeyError('k'), str(KeyError('k')))
e = StopIteration(5); print(e.value); e = SystemExit(3); print(e.code)
class A(Exception): pass
class B(A): pass
for c in (A, B, ValueError):
    try: raise c('x')
    except B: print('B')
    except A: print('A')
    except Exception as e: print('other', e)
print(issubclass(B, A), isinstance(B(), Exception))
