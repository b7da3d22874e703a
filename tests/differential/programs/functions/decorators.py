# SPDX-License-Identifier: MIT
import functools
def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        print('calling', f.__name__, args, kwargs)
        r = f(*args, **kwargs)
        print('returned', r)
        return r
    return wrapper
def repeat(n):
    def deco(f):
        def inner(*a):
            return [f(*a) for _ in range(n)]
        return inner
    return deco
@logged
def add(a, b=2):
    "Adds."
    return a + b
@repeat(3)
@logged
def greet(n): return 'hi ' + n
print(add(1), add(1, b=5), greet('bob'))
print(add.__name__, add.__doc__, add.__wrapped__)
class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a): self.n += 1; return self.f(*a)
@Count
def sq(x): return x * x
print(sq(3), sq(4), sq.n)
def cls_deco(c): c.extra = 'x'; return c
@cls_deco
class K: pass
print(K.extra)
add()
