# SPDX-License-Identifier: MIT
import functools, time
def my_decorator(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        print(f"Before {func.__name__}")
        v = func(*args, **kwargs)
        print("After")
        return v
    return wrapper
@my_decorator
def greet(name, /, greeting='Hello', *, end='!'):
    """Say hello."""
    return f'{greeting} {name}{end}'
print(greet('Bob'), greet.__name__, greet.__doc__, greet.__wrapped__)
def debug(func):
    @functools.wraps(func)
    def w(*args, **kwargs):
        signature = ", ".join([repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()])
        print(f"Calling {func.__name__}({signature})")
        value = func(*args, **kwargs)
        print(f"{func.__name__}() returned {value!r}")
        return value
    return w
import math
math.factorial = debug(math.factorial)
print(sum(1 / math.factorial(n) for n in range(4)))
def repeat(_func=None, *, num_times=2):
    def deco(f):
        @functools.wraps(f)
        def w(*a, **k):
            for _ in range(num_times): v = f(*a, **k)
            return v
        return w
    return deco if _func is None else deco(_func)
@repeat
def a(): print('a')
@repeat(num_times=3)
def b(): print('b')
a(); b()
class CountCalls:
    def __init__(self, func):
        functools.update_wrapper(self, func); self.func = func; self.num_calls = 0
    def __call__(self, *args, **kwargs):
        self.num_calls += 1
        print(f"Call {self.num_calls} of {self.func.__name__}()")
        return self.func(*args, **kwargs)
@CountCalls
def say(): print('Whee')
say(); say(); print(say.num_calls)
def singleton(cls):
    @functools.wraps(cls)
    def w(*a, **k):
        if w.instance is None: w.instance = cls(*a, **k)
        return w.instance
    w.instance = None
    return w
@singleton
class One: pass
print(One() is One())
@functools.lru_cache(maxsize=4)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(30), fib.cache_info()); fib.cache_clear(); print(fib.cache_info(), fib.cache_parameters())
@functools.cache
def f(x): return x
f(1); f(1); print(f.cache_info())
@functools.singledispatch
def show(x): print('obj', x)
@show.register
def _(x: int): print('int', x)
@show.register(list)
def _(x): print('list', x)
show(1); show('s'); show([1]); show(True)
@functools.total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) <= V(2), V(3) > V(2), functools.reduce(lambda a, b: a + b, range(5), 100))
p = functools.partial(int, base=2); print(p('101'), p, p.func, p.keywords)
class C:
    @functools.cached_property
    def x(self): print('computing'); return 42
c = C(); print(c.x, c.x, c.__dict__)
print(sorted(['b', 'A', 'c'], key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))
try: greet(name='x')
except TypeError as e: print(e)
try: greet()
except TypeError as e: print(e)
try: greet('a', 'b', 'c')
except TypeError as e: print(e)
try: greet('a', foo=1)
except TypeError as e: print(e)
class M:
    @functools.singledispatchmethod
    def neg(self, a): raise NotImplementedError("Cannot negate a")
    @neg.register
    def _(self, a: int): return -a
    @neg.register
    def _(self, a: bool): return not a
print(M().neg(5), M().neg(True))
try: M().neg('s')
except NotImplementedError as e: print(e)
print(functools.partialmethod, my_decorator, greet.__defaults__ if hasattr(greet, '__defaults__') else None)
