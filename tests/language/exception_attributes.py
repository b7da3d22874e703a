# Attributes of exceptions: chaining, tracebacks, notes, fields of the families.
def fails(action):
    try:
        action()
    except BaseException as e:
        print(type(e).__name__ + ':', e)
    else:
        print('no error')


def assign(e, name, value):
    fails(lambda: setattr(e, name, value))


e = ValueError(1)
for name in ('args', '__traceback__', '__context__', '__cause__', '__suppress_context__'):
    assign(e, name, 1)
    fails(lambda: delattr(e, name))
e.args = [3, 4]
print(e.args, e)
print(e.__cause__, e.__context__, e.__suppress_context__, e.__traceback__)
e.__cause__ = KeyError('k')
print(repr(e.__cause__), e.__suppress_context__)
fails(lambda: e.add_note(1))
fails(lambda: e.__notes__)
e.add_note('first')
e.add_note('second')
print(e.__notes__, e.__dict__)
e.__notes__ = 3
fails(lambda: e.add_note('x'))
e.anything = 'else'
print(e.anything)
print(StopIteration(7).value, StopIteration().value, SystemExit(3).code, SystemExit(1, 2).code, SystemExit().code)
i = ImportError('m', name='n', path='p')
print(i.msg, i.name, i.path, ImportError('a', 'b').msg)
n = NameError('n', name='x')
print(n.name, AttributeError('a', name='x', obj=3).obj)
o = OSError(2, 'No', 'f')
print(o.errno, o.strerror, o.filename, o.filename2, OSError('x').errno)
s = SyntaxError('m', ('f', 1, 2, 't', 3, 4))
print(s.msg, s.filename, s.lineno, s.offset, s.text, s.end_lineno, s.end_offset)
u = UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'r')
print(u.encoding, u.object, u.start, u.end, u.reason)
del n.name
print(n.name)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError('k')
except KeyError as k:
    print(repr(k.__context__), k.__cause__, k.__suppress_context__, k.__traceback__.tb_lineno)
    print(k.__traceback__.tb_next, k.__traceback__.tb_frame.f_code.co_name)
    print(k.with_traceback(None) is k, k.__traceback__)
try:
    raise ValueError from None
except ValueError as v:
    print(v.__suppress_context__, v.__cause__)


def outer():
    local = 5
    inner(local)


def inner(value):
    other = value + 1
    raise RuntimeError(other)


try:
    outer()
except RuntimeError as r:
    tb = r.__traceback__
    while tb is not None:
        frame = tb.tb_frame
        print(frame.f_code.co_name, tb.tb_lineno, frame.f_lineno,
              sorted(k for k in frame.f_locals if not k.startswith('__'))[:3] if tb.tb_next is None else '')
        tb = tb.tb_next

# A context that would close a cycle is cut.
a, b = ValueError('a'), KeyError('b')
try:
    try:
        raise a
    except ValueError:
        raise b
except KeyError:
    try:
        raise a
    except ValueError:
        print(repr(a.__context__), b.__context__)
print(ValueError(1, 2).__reduce__(), OSError(2, 'a', 'b').__reduce__())
import sys
print(sys.exc_info(), sys.exception())
try:
    1 / 0
except ZeroDivisionError:
    print(sys.exc_info()[0], sys.exception() is sys.exc_info()[1])
