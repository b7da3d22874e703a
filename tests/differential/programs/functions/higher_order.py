# SPDX-License-Identifier: MIT
from functools import reduce, partial, lru_cache, wraps, singledispatch, total_ordering, cached_property
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 10), list(map(pow, [2, 3], [3, 2])))
p = partial(int, base=2); print(p('101'), p.func, p.keywords)
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info())
@singledispatch
def show(x): return 'other'
@show.register
def _(x: int): return 'int'
@show.register(list)
def _(x): return 'list'
print(show(1), show([]), show('a'), show(True))
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2))
class C:
    @cached_property
    def x(self): print('computing'); return 5
c = C(); print(c.x, c.x, vars(c))
try: reduce(lambda a, b: a, [])
except TypeError as e: print(e)
