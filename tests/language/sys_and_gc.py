# Modules sys and gc.
import gc
import sys

print(sys.version_info[:3], sys.version_info.major, sys.version_info >= (3, 8), sys.version_info, len(sys.version_info))
print(sys.maxsize, sys.byteorder, sys.platform, sys.maxunicode, sys.hexversion)
print(sys.float_info.max, sys.float_info.epsilon, sys.int_info.bits_per_digit, sys.hash_info.modulus)
print(sys.getrecursionlimit(), sys.get_int_max_str_digits(), sys.getdefaultencoding())
print(len(sys.argv), type(sys.path).__name__, 'sys' in sys.modules, sys.modules['__main__'].__name__)
x = []
print(sys.getrefcount(x), sys.getrefcount([]))
y = x
print(sys.getrefcount(x))
for value in (0, 1, 2**30, 2**60, -1, 2**120, True, 1.5, None, '', 'a', 'é', '한', '😀', b'', b'abc', (), (1, 2), [], {}, {'a': 1}, {1: 1}, set(), frozenset(), range(3)):
    print(repr(value), sys.getsizeof(value))


class Sized:
    def __sizeof__(self):
        return 100


class Slotted:
    __slots__ = ('a', 'b')


print(sys.getsizeof(Sized()), sys.getsizeof(Slotted()), sys.getsizeof(type('C', (), {})()))
print(sys.intern('abc') is sys.intern('ab' + 'c'))
for action in (lambda: sys.setrecursionlimit(0), lambda: sys.setrecursionlimit('a'), lambda: sys.intern(5),
               lambda: sys._getframe(1000), lambda: sys.set_int_max_str_digits(5), lambda: sys.exit(1, 2)):
    try:
        action()
    except Exception as e:
        print(type(e).__name__ + ':', e)


def caller():
    return called()


def called():
    frame = sys._getframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_back.f_back.f_lineno, sys._getframe(1) is frame.f_back


print(caller())
sys.setrecursionlimit(150)


def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RecursionError as e:
    print(e)
sys.setrecursionlimit(1000)


class Node:
    def __init__(self):
        self.me = self

    def __del__(self):
        print('collected')


print(gc.isenabled())
gc.disable()
print(gc.isenabled())
Node()
print(gc.collect() > 0)
gc.enable()
print(gc.get_threshold(), len(gc.get_count()), gc.is_tracked([]), gc.is_tracked(1), gc.garbage)
holder = [x]
print(any(r is holder for r in gc.get_referrers(x)), gc.get_referents(holder) == [x])
