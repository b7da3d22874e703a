# SPDX-License-Identifier: MIT
# builtins breadth
import sys
print(abs(-5), all([]), any([0, 1]), ascii('é\n'), bin(10), bool([]), bytearray(3), bytes([1, 2]), callable(len), chr(8364), dict(a=1), divmod(-7, 2), list(enumerate('ab', 1)), eval('1+1'), list(filter(None, [0, 1])), float('1e3'), format(255, '08b'), frozenset([1]), hasattr(1, 'real'), hex(-255), int('0x1f', 16), isinstance(1, (int, str)), len('abc'), list(map(str, [1])), max([3, 1], default=0), max([], default='d'), min('b', 'a'), oct(8), ord('a'), pow(3, -1, 7), list(range(10, 0, -3)), list(reversed('ab')), round(2.675, 2), round(-0.5), round(1234, -2), set('a'), slice(1, 2), sorted('bca', reverse=True), str(b'a'), sum([1.5, 2]), tuple('a'), type(1), list(zip('ab', [1, 2])), id(1) == id(1))
print(range(5), range(1, 10, 2)[2], range(5) == range(0, 5, 1), 3 in range(5), range(10)[::2], len(range(0, 100, 7)), range(3).index(2))
print(int, str, type(None), type(...), NotImplemented, ..., print, len, [].append, ''.join, dict.get, type, object, Exception, range, lambda: 1 if 0 else 2)
print(0.1 + 0.2, 1e16, 1e15, 1.0, 1e-5, 0.0001, 123456789.123456789, float('inf'), -float('nan'), 1/3, 2**0.5, 1e300*1e10, 5 // -2, -5 % 3, 5.5 // 2, -7 // 2.0, 2**100, 10**20, 0x_ff, 0b11, 1_000)
print((255).bit_length(), (5).to_bytes(2, 'big'), int.from_bytes(b'\1\0', 'little'), (0.5).as_integer_ratio(), (1.5).is_integer(), (2.5).hex(), float.fromhex('0x1.8p1'), (10).bit_count(), 1 .__class__, True + True, (-3).__abs__())
print([1, 2] < [1, 3], (1, 2) == (1, 2), 'a' < 'b', {1, 2} <= {1, 2, 3}, {1} | {2}, {1, 2} - {1}, {1, 2} ^ {2, 3}, {1: 2} | {3: 4}, {1, 2}.isdisjoint({3}))
l = [3, 1, 2]; l.sort(key=lambda x: -x); print(l, l.copy(), l.count(1), l.index(1)); l[1:2] = [9, 9]; del l[0]; l *= 2; print(l, l[-1], l[::-1], l[10:]); l.reverse(); l.clear(); print(l)
d = {'a': 1}; d.setdefault('b', []).append(1); print(d, d.get('z'), d.get('z', 0), d.items(), d.keys(), d.values(), d.pop('a'), d.popitem(), d, dict.fromkeys('ab', 0), dict([('a', 1)]), dict(zip('ab', (1, 2))))
try:
    for k in (x := {1: 1}): x[k + 1] = 1
except RuntimeError as e: print(e)
try:
    s = {1}
    for k in s: s.add(k + 1)
except RuntimeError as e: print(e)
print([[i * j for j in range(3)] for i in range(3)], {k: v for k, v in zip('ab', range(2))}, {x % 2 for x in range(5)}, [x for x in range(10) if x % 2 if x > 3])
x = 10
def outer():
    x = 20
    def inner():
        nonlocal x; x += 1; return x
    return inner() + globals()['x']
print(outer())
fs = [lambda: i for i in range(3)]; print([f() for f in fs]); fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs])
def default(a, l=[]): l.append(a); return l
default(1); print(default(2), default.__defaults__)
try:
    def u(): print(zz); zz = 1
    u()
except UnboundLocalError as e: print(e)
try: print(undefined)
except NameError as e: print(e, e.name)
print(u.__code__.co_varnames, u.__name__, u.__qualname__, u.__module__, default.__annotations__)
def ann(a: int, b: 'str' = 'x') -> list[int]: "doc"
print(ann.__annotations__, ann.__doc__, ann.__kwdefaults__)
print(*[1, 2], sep='-', end='!\n'); print('a', 'b', sep=''); print(); print(end=''); print('err', file=sys.stderr); print(1, flush=True)
print(sys.version_info[:2], sys.version_info >= (3, 8), sys.platform, sys.maxsize, sys.byteorder, sys.getrecursionlimit(), len(sys.path) > 0, sys.float_info.max, sys.int_info.bits_per_digit, sys.getsizeof(1), sys.getsizeof([]), sys.getsizeof(''), sys.getsizeof({}), sys.getsizeof(()), sys.getrefcount([]), sys.executable != '', sys.modules['sys'] is sys, __name__)
print(__doc__, __builtins__)
exec('q = 5\nprint(q * 2)'); ns = {}; exec('def f(x): return x + 1', ns); print(ns['f'](1), eval('a + b', {'a': 1, 'b': 2}), compile('1+2', '<s>', 'eval'))
class Ctx: pass
print(isinstance(Ctx(), object), type(Ctx()), Ctx, issubclass(bool, int), [].__class__.__mro__, vars(Ctx).keys())
print("%s" % (1,), "%s %s" % ('a', 2), "%(x)s" % {'x': 1}, "%-10s|" % 'a', "%+d % d" % (1, 2), "%.3s" % 'abcdef', "%5.1f%%" % 99.55, "%x %X %o %#x" % (255, 255, 8, 255), "%e %g" % (12345.6789, 0.00001), "%r %a" % ('é', 'é'))
print(bytes('héllo', 'utf-8'), b'abc'.hex(), bytes.fromhex('6869'), b'a,b'.split(b','), bytearray(b'ab') + b'c', b'ab'[0], b'ab'[:1], b'%d' % 5, b'a' in b'abc', b'x'.decode(), list(b'hi'), b'\xe2\x82\xac'.decode('utf-8'), 'é'.encode('latin-1'), 'é'.encode('ascii', 'ignore'), 'é'.encode('ascii', 'xmlcharrefreplace'), b'\xff'.decode('utf-8', 'replace'))
import math; print(isinstance(math.pi, float), math.floor(2.7), int(2.9), int(-2.9), round(2.5), round(3.5), f'{2.5:.0f}', float('  1.5  '), int(' 42 '), int('-0b101', 0), str(1.0), repr('a\'b'), repr("a\"b'"), '\x7f', repr('\x7f\u200b\t'))
