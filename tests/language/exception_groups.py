# Exception groups: made, shown.
import sys


def attempt(action):
    try:
        print(repr(action()))
    except BaseException as e:
        print(type(e).__name__ + ':', e)


attempt(lambda: BaseExceptionGroup('x', []))
attempt(lambda: BaseExceptionGroup('x', [1]))
attempt(lambda: BaseExceptionGroup('x', 1))
attempt(lambda: BaseExceptionGroup('x'))
attempt(lambda: ExceptionGroup('x', [KeyboardInterrupt()]))
attempt(lambda: BaseExceptionGroup('x', [ValueError()]))
attempt(lambda: BaseExceptionGroup('x', [KeyboardInterrupt()]))
attempt(lambda: ExceptionGroup('x', (ValueError(1), KeyError(2))).exceptions)
print(ExceptionGroup('msg', [ValueError(1)]), ExceptionGroup('msg', [ValueError(1)] * 2).message)
print([c.__name__ for c in ExceptionGroup.__mro__])


def fail():
    try:
        1 / 0
    except ZeroDivisionError as e:
        inner = e
    nested = ExceptionGroup('nested', [KeyError('k'), OSError(2, 'os')])
    nested.add_note('a note')
    raise ExceptionGroup('outer', [ValueError('v'), inner, nested])


try:
    fail()
except ExceptionGroup:
    sys.excepthook(*sys.exc_info())
try:
    1 / 0
except ZeroDivisionError as e:
    raise ExceptionGroup('many', [ValueError(i) for i in range(20)]) from e
