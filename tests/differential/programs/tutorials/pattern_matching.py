# SPDX-License-Identifier: MIT
def http_error(status):
    match status:
        case 400: return "Bad request"
        case 401 | 403 | 404: return "Not allowed"
        case int(x) if x > 500: return f'server {x}'
        case str() as s: return s.upper()
        case [x, y, *rest]: return (x, y, rest)
        case {'type': 'click', 'pos': (x, y), **kw}: return ('click', x, y, kw)
        case (): return 'empty'
        case None | True: return 'const'
        case float(): return 'float'
        case _: return "Something else"
for v in (400, 403, 500, 501, 'abc', [1,2,3,4], (1,2), {'type':'click','pos':(1,2),'z':3}, [], None, True, 2.5, {1}, {}): print(v, http_error(v))
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
def where(p):
    match p:
        case Point(0, 0): return 'origin'
        case Point(x=0, y=y): return f'Y={y}'
        case Point(x, y) if x == y: return 'diag'
        case Point(): return 'else'
        case _: return 'no'
print([where(p) for p in (Point(0,0), Point(0,3), Point(2,2), Point(1,2), 5)])
try:
    match Point(1,2):
        case Point(1,2,3): pass
except TypeError as e: print(e)
from enum import Enum
class Color(Enum): RED = 0; GREEN = 1
match Color.RED:
    case Color.GREEN: print('g')
    case Color.RED: print('r')
def cmd(c):
    match c.split():
        case ['go', ('north' | 'south') as d]: print('going', d)
        case ['get', obj]: print('get', obj)
        case ['drop', *objs]: print('drop', objs)
        case [action]: print(action)
        case _: print('?', c)
for c in ('go north', 'go up', 'get key', 'drop a b', 'look', ''): cmd(c)
if (n := len('hello')) > 3: print(n)
print([y := 5, y**2], [z for x in range(5) if (z := x * 2) > 4], y)
while (line := next(it := iter(['a']), None)) and line != 'a': pass
a, *b, c = range(5); print(a, b, c); (d, e), f = (1, 2), 3; print(d, e, f)
x = y = []; x.append(1); print(y); print({**{'a': 1}, 'b': 2}, [*range(3), *'ab'], {*[1,1]}, (*(), 1))
def fn(a, /, b, *args, c=3, **kw): return a, b, args, c, kw
print(fn(1, 2, 3, c=4, d=5), fn(*[1, 2], **{'c': 9}))
print(1 if 0 else 2, not 1, 1 < 2 < 3, 3 > 2 == 2, 'a' in 'abc' , 5 and 0 or 'x', None is None, [] is not [])
for i in range(3):
    if i == 5: break
else: print('no break')
while True:
    break
else: print('never')
try: pass
except: pass
else: print('else')
finally: print('finally')
print(f'{3.14159:.2f} {1000000:,} {255:#x} {5:03d} {"hi":>10} {"hi":^10}| {0.5:.1%} {1e10:g} {12345.678:_.1f} {x=} {"q"!r:>5} {2**10:b} {{}} {-5:+d} {True} {None}')
print('%5.2f|%-5s|%05d|%x|%e|%%|%c|%r' % (3.14159, 'ab', 42, 255, 12345.678, 'z', 'q'))
print('{0} {1} {0} {name:>{w}}'.format('a', 'b', name='n', w=4), '{:,}'.format(1234567), '{:*^9}'.format('mid'), '{!r}'.format('s'))
print("a\tb\\n", r'\n', 'it''s', """multi
line""", b'\x00\xff', '\u00e9', '')
s = 'Hello, World'; print(s[::-1], s[7:], s.lower().count('l'), s.find('W'), s.replace('l', 'L', 1), s.partition(', '), s.title(), s.swapcase(), s.center(20, '*'), s.zfill(15), s.isalpha(), '12'.isdigit(), ' x '.strip(), 'a-b'.split('-'), 'a\nb'.splitlines(), s.startswith(('He', 'x')), s.encode(), 'abc'.translate(str.maketrans('ab', 'xy')), s.removeprefix('Hello'), 'x'.ljust(3) + '|', s.casefold(), s.rsplit(None, 1), 'ß'.upper(), s.expandtabs(), 'aXbX'.rpartition('X'))
