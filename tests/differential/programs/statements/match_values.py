# SPDX-License-Identifier: MIT
def http(status):
    match status:
        case 200: return 'OK'
        case 301 | 302: return 'Redirect'
        case int(x) if x >= 500: return f'Server {x}'
        case None: return 'none'
        case True: return 'true'
        case str() as s: return 'str ' + s
        case -1: return 'neg'
        case 1.5: return 'float'
        case _: return 'other'
for v in (200, 302, 503, None, True, 'abc', -1, 1.5, [], 404): print(repr(v), http(v))
def seq(p):
    match p:
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [x, y]: return f'two {x} {y}'
        case [first, *rest, last]: return f'{first} {rest} {last}'
        case _: return 'no seq'
for v in ([], [1], (1, 2), [1, 2, 3, 4], 'ab', range(3), {1: 2}): print(v, seq(v))
def mapping(m):
    match m:
        case {'action': 'get', 'key': k}: return f'get {k}'
        case {'action': 'set', 'key': str(k), 'value': v, **rest}: return f'set {k} {v} {rest}'
        case {}: return 'map'
        case _: return 'no'
for v in ({'action': 'get', 'key': 1}, {'action': 'set', 'key': 'a', 'value': 2, 'z': 3}, {'x': 1}, 3): print(mapping(v))
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
def where(p):
    match p:
        case Point(0, 0): return 'origin'
        case Point(x=0, y=y): return f'Y={y}'
        case Point(x, 0): return f'X={x}'
        case Point(x, y) if x == y: return 'diagonal'
        case Point(): return 'somewhere'
        case (Point(x=a), Point(y=b)): return f'pair {a} {b}'
        case _: return 'not a point'
for v in (Point(0, 0), Point(0, 5), Point(3, 0), Point(2, 2), Point(1, 2), [Point(1, 2), Point(3, 4)], 9): print(where(v))
import sys
match 5:
    case sys.maxsize: print('max')
    case other: print('captured', other)
match [1, [2, {'k': (3, 4)}]]:
    case [a, [b, {'k': (c, d)}]]: print(a, b, c, d)
class NoArgs: pass
match NoArgs():
    case NoArgs(1): pass
