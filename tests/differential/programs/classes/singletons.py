# SPDX-License-Identifier: MIT
class Singleton:
    _instance = None
    def __new__(cls, *a, **k):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance
    def __init__(self, v): self.v = v
a = Singleton(1); b = Singleton(2)
print(a is b, a.v)
class Str(str):
    def __new__(cls, s): return super().__new__(cls, s.upper())
    def twice(self): return self + self
s = Str('abc'); print(s, s.twice(), type(s.twice()).__name__, len(s))
class Point(tuple):
    def __new__(cls, x, y): return tuple.__new__(cls, (x, y))
    @property
    def x(self): return self[0]
print(Point(1, 2), Point(1, 2).x)
class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1); print(d['a'], d['zz'], d.get('q'), d)
class L(list):
    def __getitem__(self, i): return 'item %r' % (i,)
print(L([1, 2])[0], L([1, 2])[0:1], L([1,2]))
class I(int):
    def __add__(self, o): return I(int(self) + o + 1)
print(I(3) + 4, type(I(3) + 4), I(3) * 2)
object(1)
