# SPDX-License-Identifier: MIT
class Vector:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f'Vector({self.x}, {self.y})'
    def __add__(self, o): return Vector(self.x + o.x, self.y + o.y) if isinstance(o, Vector) else NotImplemented
    def __sub__(self, o): return Vector(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return Vector(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __neg__(self): return Vector(-self.x, -self.y)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** .5
    def __bool__(self): return bool(self.x or self.y)
    def __eq__(self, o): return isinstance(o, Vector) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __iter__(self): yield self.x; yield self.y
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __len__(self): return 2
    def __contains__(self, v): return v in (self.x, self.y)
    def __iadd__(self, o): self.x += o.x; self.y += o.y; return self
    def __call__(self, *a, **k): return a, k
    def __format__(self, spec): return f'<{self.x:{spec}}|{self.y:{spec}}>'
    def __int__(self): return int(abs(self))
    def __float__(self): return float(abs(self))
    def __complex__(self): return complex(self.x, self.y)
    def __round__(self, n=None): return ('round', n)
    def __divmod__(self, o): return 'divmod'
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __reversed__(self): return iter([self.y, self.x])
v = Vector(3, 4); w = Vector(1, 2)
print(v + w, v - w, v * 2, 2 * v, v @ w, -v, abs(v), bool(Vector(0, 0)))
print(v == Vector(3, 4), v != w, hash(v) == hash((3, 4)), list(v), v[0], v[-1], len(v), 4 in v, 5 in v)
v += w
print(v, v(1, a=2), f'{v:5.1f}', format(w, '03d'), int(v), float(w), round(v), round(v, 2), divmod(v, 1), v ** 2, pow(v, 2, 3), list(reversed(v)))
a, b = v
print(a, b)
try: v + 3
except TypeError as e: print(e)
try: 'a' - v
except TypeError as e: print(e)
try: v < w
except TypeError as e: print(e)
try: v // 2
except TypeError as e: print(e)
try: ~v
except TypeError as e: print(e)
v += 3
