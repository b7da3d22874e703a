# SPDX-License-Identifier: MIT
# iterators, protocols
class Range:
    def __init__(self, a, b): self.a, self.b = a, b
    def __iter__(self): return RangeIter(self)
    def __reversed__(self): return reversed(range(self.a, self.b))
    def __len__(self): return self.b - self.a
    def __getitem__(self, i):
        if isinstance(i, slice): return [self[k] for k in range(*i.indices(len(self)))]
        if i < 0: i += len(self)
        if not 0 <= i < len(self): raise IndexError('Range index out of range')
        return self.a + i
class RangeIter:
    def __init__(self, r): self.r, self.i = r, r.a
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.r.b: raise StopIteration
        self.i += 1; return self.i - 1
r = Range(3, 7); print(list(r), r[1], r[-1], r[1:3], list(reversed(r)), 5 in r, sum(r), [*zip(r, 'ab')], dict(enumerate(r)), sorted(r, reverse=True), max(r), len(r), bool(Range(1, 1)))
try: r[10]
except IndexError as e: print(e)
class OldStyle:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
print(list(OldStyle()), 4 in OldStyle(), iter(OldStyle()))
it = iter([1, 2, 3]); print(next(it), list(it), next(it, 'none'))
it = iter(lambda c=iter([1, 2, 0, 3]): next(c), 0); print(list(it))
class Matrix:
    def __init__(self, rows): self.rows = rows
    def __getitem__(self, k): i, j = k; return self.rows[i][j]
    def __setitem__(self, k, v): self.rows[k[0]][k[1]] = v
    def __matmul__(self, o): return Matrix([[sum(a*b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __str__(self): return '\n'.join(' '.join(f'{x:4d}' for x in r) for r in self.rows)
    def __delitem__(self, k): del self.rows[k]
m = Matrix([[1, 2], [3, 4]]); print(m @ m); m[0, 1] = 9; print(m[0, 1]); del m[0]; print(m)
class Temp:
    def __init__(self, c): self.c = c
    @property
    def f(self): return self.c * 9 / 5 + 32
    @f.setter
    def f(self, v): self.c = (v - 32) * 5 / 9
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __hash__(self): return hash(self.c)
    def __eq__(self, o): return isinstance(o, Temp) and self.c == o.c
    def __getattribute__(self, n): 
        if n == 'secret': return 'shh'
        return super().__getattribute__(n)
    def __setattr__(self, n, v):
        print('set', n, v); super().__setattr__(n, v)
    def __delattr__(self, n): print('del', n); super().__delattr__(n)
    def __dir__(self): return ['x', 'a']
    def __bytes__(self): return b'T'
    def __round__(self, n=0): return round(self.c, n)
    def __divmod__(self, o): return divmod(self.c, o)
    def __rsub__(self, o): return o - self.c
    def __pow__(self, o, m=None): return pow(self.c, o, m)
    def __lshift__(self, o): return ('<<', o)
    def __invert__(self): return '~'
    def __and__(self, o): return '&'
    def __complex__(self): return complex(self.c)
    def __ior__(self, o): print('ior'); return self
t = Temp(100); print(t.f); t.f = 32; print(t.c, t.secret, {t: 1}[Temp(0)], dir(t), bytes(t), round(t), divmod(t, 7), 5 - t, t ** 2, pow(t, 2, 5), t << 1, ~t, t & 1)
t |= 1; del t.c
try: t.c
except AttributeError as e: print(e)
from functools import reduce
from operator import mul
print(reduce(mul, range(1, 6)), list(map(lambda x, y: x + y, [1, 2], [3, 4])), list(filter(lambda x: x % 2, range(6))), any(x > 3 for x in [1, 5]), all([]), [*range(3)] + list('ab'), list(zip(*[(1, 'a'), (2, 'b')])))
