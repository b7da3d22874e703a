# SPDX-License-Identifier: MIT
class Node:
    __slots__ = ('value', 'next')
    def __init__(self, value, next=None): self.value, self.next = value, next
n = Node(1)
try: n.other = 2
except AttributeError as e: print(e)
class A:
    def __init__(self): self.x = 1
    def __repr__(self): return 'A!'
    @property
    def p(self): return self.x
    @p.setter
    def p(self, v):
        if v < 0: raise ValueError('neg')
        self.x = v
    @p.deleter
    def p(self): del self.x
    @staticmethod
    def s(): return 's'
    @classmethod
    def c(cls): return cls.__name__
    def __getattr__(self, name): return f'dyn_{name}'
a = A(); a.p = 5; print(a.p, a.s(), A.c(), a.zzz, a)
try: a.p = -1
except ValueError as e: print(e)
class Ro:
    @property
    def x(self): return 1
try: Ro().x = 2
except AttributeError as e: print(e)
try: del Ro().x
except AttributeError as e: print(e)
try: Ro().y
except AttributeError as e: print(e)
try: Ro.y
except AttributeError as e: print(e)
class Vec:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y) if isinstance(o, Vec) else NotImplemented
    def __mul__(self, k): return Vec(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __bool__(self): return bool(self.x or self.y)
    def __abs__(self): return (self.x**2 + self.y**2) ** .5
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __len__(self): return 2
    def __iter__(self): return iter((self.x, self.y))
    def __contains__(self, v): return v in (self.x, self.y)
    def __repr__(self): return f'Vec({self.x!r}, {self.y!r})'
    def __format__(self, spec): return f'<{format(self.x, spec)}, {format(self.y, spec)}>'
    def __neg__(self): return Vec(-self.x, -self.y)
    def __matmul__(self, o): return self.x*o.x + self.y*o.y
    def __iadd__(self, o): self.x += o.x; self.y += o.y; return self
    def __call__(self, *a): return a
    def __lt__(self, o): return abs(self) < abs(o)
    def __int__(self): return int(abs(self))
    def __float__(self): return float(abs(self))
    def __index__(self): return int(self)
v = Vec(3, 4)
print(v + v, 2 * v, v * 2, abs(v), v[0], list(v), len(v), 3 in v, bool(Vec(0,0)), f'{v:.2f}', -v, v @ v, v(1,2), int(v), float(v), [0]*10 [v] if False else v)
v += Vec(1, 1); print(v, *v, sorted([Vec(5,5), v, Vec(0, 1)]))
try: v + 1
except TypeError as e: print(e)
try: hash(v)
except TypeError as e: print(e)
class Base:
    def hi(self): print('Base'); 
class L(Base):
    def hi(self): print('L'); super().hi()
class R(Base):
    def hi(self): print('R'); super().hi()
class D(L, R):
    def hi(self): print('D'); super().hi()
D().hi(); print(D.__mro__, [c.__name__ for c in D.mro()])
try:
    class X(Base, D): pass
except TypeError as e: print(e)
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @abstractmethod
    def perimeter(self): ...
try: Shape()
except TypeError as e: print(e)
class Sq(Shape):
    def area(self): return 1
try: Sq()
except TypeError as e: print(e)
class Plugin:
    registry = []
    def __init_subclass__(cls, /, name=None, **kw): super().__init_subclass__(**kw); cls.registry.append(name or cls.__name__)
class P1(Plugin): pass
class P2(Plugin, name='two'): pass
print(Plugin.registry)
class Meta(type):
    def __new__(m, name, bases, ns, **kw): print('creating', name, kw); return super().__new__(m, name, bases, ns)
    def __call__(cls, *a): print('call'); return super().__call__(*a)
class WithMeta(metaclass=Meta, k=1): pass
WithMeta()
class Singleton:
    _inst = None
    def __new__(cls, *a, **k):
        if cls._inst is None: cls._inst = super().__new__(cls)
        return cls._inst
print(Singleton() is Singleton())
class Desc:
    def __set_name__(self, owner, name): self.name = name; print('set_name', owner.__name__, name)
    def __get__(self, obj, t=None): return self if obj is None else obj.__dict__.get(self.name, 'unset')
    def __set__(self, obj, v): obj.__dict__[self.name] = v * 2
class UseD: d = Desc()
u = UseD(); print(u.d); u.d = 4; print(u.d, UseD.d.__class__)
class Acc:
    def __init__(self): self.__bal = 10
acc = Acc()
try: acc.__bal
except AttributeError as e: print(e)
print(acc._Acc__bal, vars(acc), acc.__dict__)
class Del:
    def __del__(self): print('deleted')
d = Del(); del d; print('after')
print(type(a).__name__, A.__module__, A.__qualname__, isinstance(a, (int, A)), issubclass(D, Base), callable(a), A.__bases__)
print(object.__subclasshook__, Base.__subclasses__())
T = type('T', (Base,), {'z': 3, '__doc__': 'd'}); print(T, T.z, T().z, T.__doc__)
