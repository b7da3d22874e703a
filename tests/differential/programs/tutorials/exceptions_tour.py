# SPDX-License-Identifier: MIT
import sys, traceback
# exception hierarchy demo
class AppError(Exception): pass
class DbError(AppError):
    def __init__(self, msg, *, code=1): super().__init__(msg); self.code = code
def level3(): raise KeyError('missing')
def level2():
    try: level3()
    except KeyError as e: raise DbError('db failed', code=42) from e
def level1():
    try: level2()
    except DbError as e:
        e.add_note('while serving request 7')
        raise
def cleanup():
    try: level1()
    finally: print('cleanup')
try: cleanup()
except AppError as e:
    print(type(e).__mro__, e.code, repr(e), e.__cause__, e.__notes__)
    tb = e.__traceback__
    while tb: print(tb.tb_frame.f_code.co_name, tb.tb_lineno); tb = tb.tb_next
def catch_all(fn):
    try: fn()
    except (ValueError, TypeError) as e: return f'VT {e}'
    except ArithmeticError as e: return f'A {e}'
    except LookupError as e: return f'L {e}'
    except OSError as e: return f'O {e}'
    except Exception as e: return f'E {e!r}'
    except: return f'bare {sys.exc_info()[0].__name__}'
for fn in (lambda: int('x'), lambda: 1/0, lambda: [][0], lambda: {}['a'], lambda: open('nofile'), lambda: None.x, lambda: sys.exit(3), lambda: (_ for _ in ()).throw(KeyboardInterrupt), lambda: next(iter([])), lambda: 10**400*1.0, lambda: 'a'.encode('nope'), lambda: b'\xff'.decode('ascii')): print(catch_all(fn))
print([c.__name__ for c in ArithmeticError.__subclasses__()], issubclass(FileNotFoundError, OSError), IOError is OSError, isinstance(StopIteration(), Exception), issubclass(KeyboardInterrupt, Exception))
e = OSError(2, 'msg', 'file'); print(e, repr(e), e.args, type(e)); print(repr(ValueError('a', 1)), str(ValueError('a', 1)), str(KeyError('k')), repr(Exception()), str(Exception()), ValueError('x') == ValueError('x'))
def chain():
    try:
        try: 1/0
        except ZeroDivisionError: undefined_name
    except NameError as e: return e
e = chain(); print(repr(e.__context__), e.__cause__, e.__suppress_context__, e.name)
try: raise SystemExit('bye')
except SystemExit as e: print(e.code)
with open(__file__) as fh: print(fh.readline().strip())
def gen():
    try: yield 1
    except GeneratorExit: print('gen closed'); raise
    finally: print('gen finally')
g = gen(); next(g); del g
try: raise ValueError('one') from TypeError('two')
except ValueError as e: traceback.print_exception(e, limit=1, file=sys.stdout)
import logging; logging.basicConfig(stream=sys.stdout)
try: level2()
except DbError: logging.exception('failed')
sys.excepthook = lambda t, v, tb: print('HOOK', t.__name__, v)
raise AppError('final')
