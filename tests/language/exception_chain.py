# Causes, contexts, notes and messages of several lines.
import sys


def show(action):
    try:
        action()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        print('-' * 20, file=sys.stderr)


def context():
    try:
        {}['a']
    except KeyError:
        raise ValueError('second')


def cause():
    try:
        {}['a']
    except KeyError as e:
        raise ValueError('second') from e


def suppressed():
    try:
        {}['a']
    except KeyError:
        raise ValueError('second') from None


def three():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise KeyError('k') from e
    except KeyError:
        raise TypeError('t')


def in_finally():
    try:
        1 / 0
    finally:
        [][1]


def reraised():
    try:
        1 / 0
    except ZeroDivisionError:
        raise


def raised_object():
    e = RuntimeError('made here')
    raise e


def notes():
    e = ValueError('a\nb')
    e.add_note('note one\nline two')
    e.add_note('note two')
    raise e


def strange_notes():
    e = ValueError('a')
    e.__notes__ = [3, None, 'x']
    raise e


class BadStr(Exception):
    def __str__(self):
        raise ValueError('no')


class Outer:
    class Inner(Exception):
        pass


def bad_str():
    raise BadStr()


def nested_class():
    raise Outer.Inner('text')


def empty():
    raise Outer.Inner('')


def cause_is_class():
    raise ValueError from KeyError


def not_an_exception():
    raise 1


def bad_cause():
    raise ValueError('x') from 1


def with_manager():
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, kind, value, tb):
            print('exit', kind.__name__, value)
            raise OSError(2, 'while leaving')
    with Manager():
        raise ValueError('inside')


for action in (context, cause, suppressed, three, in_finally, reraised, raised_object, notes,
               strange_notes, bad_str, nested_class, empty, cause_is_class, not_an_exception,
               bad_cause, with_manager):
    show(action)
try:
    try:
        raise ValueError('one')
    except ValueError as e:
        raise TypeError('two') from e
except TypeError as e:
    raise KeyError('three')
