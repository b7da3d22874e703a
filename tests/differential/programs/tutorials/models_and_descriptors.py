# SPDX-License-Identifier: MIT
import abc, functools, inspect, types, weakref, sys, enum, collections.abc, operator, warnings, contextlib
from typing import Any
class Field:
    def __set_name__(self, owner, name): self.name = name; self.private = "_" + name
    def __get__(self, obj, objtype=None):
        if obj is None: return self
        return getattr(obj, self.private, None)
    def __set__(self, obj, value): self.validate(value); setattr(obj, self.private, value)
    def validate(self, value): ...
class Typed(Field):
    kind: type = object
    def validate(self, value):
        if not isinstance(value, self.kind): raise TypeError(f"{self.name} must be {self.kind.__name__}, got {type(value).__name__}")
        super().validate(value)
class Positive(Field):
    def validate(self, value):
        if value <= 0: raise ValueError(f"{self.name} must be > 0")
        super().validate(value)
class Integer(Typed): kind = int
class String(Typed): kind = str
class PositiveInteger(Integer, Positive): pass
class ModelMeta(type):
    registry: dict[str, type] = {}
    @classmethod
    def __prepare__(mcls, name, bases, **kw): return dict(_created_by="meta")
    def __new__(mcls, name, bases, ns, *, table=None, **kw):
        cls = super().__new__(mcls, name, bases, ns, **kw)
        cls._fields = [k for k, v in ns.items() if isinstance(v, Field)]
        cls.table = table or name.lower() + "s"
        mcls.registry[name] = cls
        return cls
    def __len__(cls): return len(cls._fields)
    def __repr__(cls): return f"<model {cls.__name__}({', '.join(cls._fields)})>"
class Model(metaclass=ModelMeta):
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
    def __init_subclass__(cls, /, strict=False, **kw): super().__init_subclass__(**kw); cls.strict = strict
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{f}={getattr(self, f)!r}' for f in self._fields)})"
    def __eq__(self, o): return type(self) is type(o) and vars(self) == vars(o)
    def __hash__(self): return hash(tuple(sorted(vars(self).items())))
class User(Model, strict=True, table="people"):
    name = String(); age = PositiveInteger()
print(User, len(User), User.table, User.strict, list(ModelMeta.registry), User._created_by)
u = User(name="Ann", age=30); print(u, u == User(name="Ann", age=30), len({u, User(name="Ann", age=30)}), vars(u))
for bad in (dict(name=5), dict(age="x"), dict(age=-1)):
    try: User(**bad)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
print([c.__name__ for c in PositiveInteger.__mro__], User.age.name, type(User), isinstance(User, ModelMeta))
try:
    class X(int, str): pass
except TypeError as e: print(e)
try:
    class A(type): pass
    class B(type): pass
    class C(metaclass=A): pass
    class D(metaclass=B): pass
    class E(C, D): pass
except TypeError as e: print(e)
try:
    class P: pass
    class Q(P): pass
    class R(P, Q): pass
except TypeError as e: print(e)
class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self): ...
    @abc.abstractmethod
    def scale(self, k): "scale it"
    @classmethod
    def __subclasshook__(cls, C): return True if cls is Shape and any("area" in B.__dict__ for B in C.__mro__) else NotImplemented
class Sq(Shape):
    def __init__(self, s): self.s = s
    @property
    def area(self): return self.s ** 2
try: Shape()
except TypeError as e: print(e)
try: Sq(1)
except TypeError as e: print(e)
class Duck: area = 1
print(issubclass(Duck, Shape), isinstance(3, Shape), Shape.__abstractmethods__ == {"area", "scale"})
class Proxy:
    def __init__(self, obj): object.__setattr__(self, "_obj", obj)
    def __getattr__(self, n): print("get", n); return getattr(self._obj, n)
    def __setattr__(self, n, v): print("set", n, v); setattr(self._obj, n, v)
    def __delattr__(self, n): print("del", n); delattr(self._obj, n)
    def __dir__(self): return ["a", "b"]
class T: pass
p = Proxy(T()); p.x = 1; print(p.x); del p.x; print(dir(p), hasattr(p, "x"))
class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __add__(self, o): return NotImplemented if not isinstance(o, Matrix) else Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
    def __radd__(self, o): return self if o == 0 else NotImplemented
    def __mul__(self, k): return Matrix([[a * k for a in r] for r in self.rows])
    __rmul__ = __mul__
    def __neg__(self): return -1 * self
    def __getitem__(self, ij): i, j = ij; return self.rows[i][j]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __eq__(self, o): return self.rows == o.rows
    def __iter__(self): yield from self.rows
    def __repr__(self): return f"Matrix({self.rows})"
    def __bool__(self): return any(map(any, self.rows))
    def __iadd__(self, o): self.rows = (self + o).rows; return self
m = Matrix([[1, 2], [3, 4]]); print(m @ m, m + m, 2 * m, -m, m[1, 0], sum([m, m]), bool(Matrix([[0]])), [*m])
m[0, 1] = 9; n = m; m += m; print(m, n is m)
for expr in ("m + 1", "m < m", "m @ 3", "m()", "len(m)", "m.foo", "m[0]", "-'a'", "[] + ()", "1 + 'a'", "{}['k']", "None + 1", "int('x')", "float('y')", "abs('s')", "sum(['a'])", "max([])", "[].pop()", "(1).foo", "'a' * 'b'", "next(iter([]))", "chr(-1)", "ord('ab')", "range(1.5)", "'%d' % 'x'", "'{}{}'.format(1)", "'{a}'.format()", "dict([1])", "set([[]])", "divmod(1, 0)", "2 ** 'a'", "1 << -1", "int.from_bytes('a', 'big')", "isinstance(1, 2)", "sorted([1, 'a'])", "''.join([1])", "open('nofile')", "zip([1], [1, 2], strict=True).__class__ and list(zip([1], [1, 2], strict=True))", "f()", "f(1, 2, 3)", "f(1, b=2, c=3)", "f(1, a=1)", "g(1)", "h(a=1, b=2)"):
    def f(a, b=1): pass
    def g(*, k): pass
    def h(a, /, b): pass
    try: print(expr, "->", eval(expr))
    except Exception as e: print(f"{expr}: {type(e).__name__}: {e}")
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("old", DeprecationWarning); print(w[0].category.__name__, w[0].message)
class Color(enum.Enum):
    RED = 1; GREEN = enum.auto(); CRIMSON = 1
    @property
    def pretty(self): return self.name.title()
    @classmethod
    def default(cls): return cls.RED
    def __str__(self): return f"<{self.name}>"
print(Color.CRIMSON is Color.RED, list(Color), Color(2), Color["GREEN"].pretty, str(Color.default()), f"{Color.RED}", repr(Color.RED), Color.__members__.keys())
class Perm(enum.Flag): R = 4; W = 2; X = 1; RWX = 7
print(Perm.R | Perm.W, Perm(7), ~Perm.R, Perm.R in Perm.RWX, list(Perm.RWX), Perm(0), (Perm.R | Perm.X).value, bool(Perm.R & Perm.W))
for bad in (lambda: Color(99), lambda: Color["NOPE"], lambda: setattr(Color, "RED", 5), lambda: Color.RED < Color.GREEN):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(inspect.signature(User.__init__), inspect.isclass(User), inspect.getdoc(Shape.scale), [n for n, _ in inspect.getmembers(Sq, inspect.isfunction)], inspect.signature(lambda a, *b, c=1, **d: 0))
r = weakref.ref(p._obj); fin = weakref.finalize(u, print, "finalized"); del u; print(r() is not None, fin.alive)
