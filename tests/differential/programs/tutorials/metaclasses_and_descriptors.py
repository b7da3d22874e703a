# SPDX-License-Identifier: MIT
# class features part 2
class LoggedMeta(type):
    def __new__(mcs, name, bases, ns):
        for k, v in list(ns.items()):
            if callable(v) and not k.startswith('__'): ns[k] = mcs.wrap(v)
        return super().__new__(mcs, name, bases, ns)
    @staticmethod
    def wrap(fn):
        def inner(*a, **k):
            print('->', fn.__name__); return fn(*a, **k)
        return inner
    def __repr__(cls): return f'<Logged {cls.__name__}>'
    def __iter__(cls): return iter(['it', cls.__name__])
    def __len__(cls): return 99
    def __contains__(cls, x): return x == 1
    def __getattr__(cls, n): return 'meta ' + n
    def __instancecheck__(cls, o): return o == 'magic' or super().__instancecheck__(o)
class L(metaclass=LoggedMeta):
    def a(self): return 'a'
print(L().a(), L, list(L), len(L), 1 in L, L.zz, isinstance('magic', L))
class Typed:
    def __init__(self, t): self.t = t
    def __set_name__(self, o, n): self.n = '_' + n
    def __get__(self, o, c): return getattr(o, self.n) if o else self
    def __set__(self, o, v):
        if not isinstance(v, self.t): raise TypeError(f'{self.n[1:]} must be {self.t.__name__}, not {type(v).__name__}')
        setattr(o, self.n, v)
class Pt:
    x = Typed(int); name = Typed(str)
    def __init__(self, x, name): self.x, self.name = x, name
p = Pt(1, 'a')
try: p.x = 'no'
except TypeError as e: print(e)
class Mixin:
    def to_dict(self): return {k: v for k, v in self.__dict__.items()}
class Base:
    def __init__(self, **kw): super().__init__(); self.__dict__.update(kw)
class Child(Mixin, Base):
    def __init__(self, *a, **k): super().__init__(**k); self.args = a
print(Child(1, b=2).to_dict(), Child.__mro__)
class A:
    def __init__(self): print('A'); 
class B(A):
    def __init__(self): print('B'); super().__init__()
class C(A):
    def __init__(self): print('C'); super().__init__()
class D(B, C):
    def __init__(self): print('D'); super().__init__()
D()
class Cache(dict):
    def __missing__(self, k): self[k] = k * 2; return self[k]
c = Cache(); print(c[4], c, c.get(9), isinstance(c, dict))
class Stack(list):
    def push(self, x): self.append(x); return self
    def peek(self): return self[-1] if self else None
s = Stack([1]).push(2).push(3); print(s, s.peek(), s.pop(), len(s), s[0:1], type(s[0:1]), s + [1], type(s + [1]))
class Upper(str):
    def __new__(cls, v): return super().__new__(cls, v.upper())
u = Upper('abc'); print(u, type(u), u.lower(), type(u.lower()), u + 'x', f'{u:>5}', u == 'ABC', hash(u) == hash('ABC'))
class Num(int):
    def __add__(self, o): return Num(int(self) + int(o) + 1000)
    def __repr__(self): return f'Num({int(self)})'
print(Num(1) + 2, sum([Num(1), Num(2)]), Num(5) * 2, [Num(3)], str(Num(4)), Num(7) // 2)
class Frac:
    __slots__ = 'n', 'd'
    def __init__(self, n, d): self.n, self.d = n, d
    def __eq__(self, o): return self.n * o.d == o.n * self.d
    def __hash__(self): return hash(self.n / self.d)
    def __repr__(self): return f'{self.n}/{self.d}'
    __str__ = lambda self: f'<{self!r}>'
print({Frac(1, 2), Frac(2, 4)}, str(Frac(1, 2)), [Frac(1, 3)], Frac(1, 2) in [Frac(2, 4)])
try: Frac(1, 2).q = 1
except AttributeError as e: print(e)
try: Frac(1, 2) < Frac(1, 3)
except TypeError as e: print(e)
class Count:
    n = 0
    def __new__(cls): cls.n += 1; return object.__new__(cls)
Count(); Count(); print(Count.n)
class Ctx:
    def __call__(self, f):
        print('decorating', f.__name__); return f
@Ctx()
def zed(): pass
class Outer:
    class Inner:
        v = 5
        def hi(self): return 'inner'
    def make(self): return self.Inner()
print(Outer.Inner.v, Outer().make().hi(), Outer.Inner.__qualname__)
obj = type('Dyn', (), {'f': lambda self: 'dyn', 'a': 1})(); print(obj.f(), obj.a, type(obj).__name__)
def add_method(cls):
    cls.extra = lambda self: 'extra'; return cls
@add_method
class E: pass
print(E().extra()); E.later = lambda self, x: x + 1; print(E().later(1)); e = E(); e.inst = 5; print(vars(e)); setattr(e, 'dyn', 6); print(e.dyn, delattr(e, 'dyn'), hasattr(e, 'dyn'))
from abc import ABC, abstractmethod, abstractproperty
class Shape(ABC):
    @property
    @abstractmethod
    def area(self): ...
    @classmethod
    @abstractmethod
    def make(cls): ...
    def describe(self): return f'{self.__class__.__name__} area {self.area}'
class Sq(Shape):
    def __init__(self, s): self.s = s
    @property
    def area(self): return self.s ** 2
    @classmethod
    def make(cls): return cls(2)
print(Sq.make().describe(), Shape.__abstractmethods__ == {'area', 'make'})
try: Shape()
except TypeError as e: print(e)
from collections.abc import Sequence, MutableMapping
class Seq(Sequence):
    def __init__(self, *i): self.i = i
    def __getitem__(self, k): return self.i[k]
    def __len__(self): return len(self.i)
q = Seq(1, 2, 3, 2); print(list(reversed(q)), q.index(2), q.count(2), 3 in q, isinstance(q, Sequence))
try: MutableMapping()
except TypeError as e: print(e)
