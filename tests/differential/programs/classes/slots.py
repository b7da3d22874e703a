# SPDX-License-Identifier: MIT
class P:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x = x; self.y = y
p = P(1, 2)
print(p.x, p.y, hasattr(p, '__dict__'), P.__slots__, P.x)
try: p.z = 3
except AttributeError as e: print(e)
del p.x
try: p.x
except AttributeError as e: print(e)
class Q(P): pass
q = Q(1, 2); q.z = 4; print(q.__dict__, q.x)
class R(P):
    __slots__ = ['w', '__weakref__']
r = R(1, 2); r.w = 9
print(r.w)
try:
    class Bad: __slots__ = ('a',); a = 1
except ValueError as e: print(e)
P.x.__set__(p, 4); print(p.x)
r.nope = 1
