# SPDX-License-Identifier: MIT
try:
    raise ExceptionGroup('eg', [ValueError(1), TypeError('t'), ExceptionGroup('in', [KeyError('k')])])
except* ValueError as e: print('V', e, e.exceptions)
except* TypeError as e: print('T', e.exceptions)
except* KeyError as e: print('K', repr(e))
try:
    try:
        raise ExceptionGroup('eg', [ValueError(1), TypeError('t')])
    except* ValueError as e: print('V', repr(e))
except ExceptionGroup as e: print('rest', repr(e))
try:
    raise ValueError('naked')
except* ValueError as e: print(repr(e))
try:
    try: raise ExceptionGroup('a', [ValueError(1)])
    except* ValueError: raise KeyError('new')
except BaseException as e: print(repr(e), repr(e.__context__))
try:
    try: raise ExceptionGroup('a', [ValueError(1), TypeError(2)])
    except* ValueError: raise KeyError('new')
    except* TypeError: raise
except BaseException as e: print(repr(e), repr(e.__context__))
def f():
    for i in range(3):
        try:
            raise ExceptionGroup('z', [OSError(i)])
        except* OSError as e:
            print(i, e.message)
        else: print('no')
        finally: print('fin')
f()
try: pass
except* ValueError: pass
else: print('else')
try:
    try: raise ExceptionGroup('a', [ValueError(1)])
    except* ExceptionGroup: pass
except TypeError as e: print(e)
eg = ExceptionGroup('top', [ValueError(1), ExceptionGroup('n', [TypeError(2), ValueError(3)])])
print(eg.split(ValueError), eg.subgroup(TypeError), eg.subgroup(lambda e: isinstance(e, ValueError)))
print(eg.derive([ValueError(9)]), str(eg), eg.args)
try: ExceptionGroup('x', [])
except ValueError as e: print(e)
try: ExceptionGroup('x', [1])
except ValueError as e: print(e)
try: ExceptionGroup('x', [KeyboardInterrupt()])
except TypeError as e: print(e)
print(repr(BaseExceptionGroup('x', [KeyboardInterrupt()])), type(BaseExceptionGroup('x', [ValueError()])))
raise ExceptionGroup('final', [ValueError('v'), ExceptionGroup('nested', [TypeError('t'), OSError(2, 'no')])])
