# SPDX-License-Identifier: MIT
def append(x, to=[]):
    to.append(x)
    return to
print(append(1), append(2), append(3, []), append.__defaults__)
n = 5
def f(a=n): return a
n = 6
print(f(), f(7))
def g(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(g(1, c=3), g(1, 2, 3, 4, c=5, e=6), g.__kwdefaults__)
def h(x): return h.count
h.count = 3; print(h(0), h.__dict__)
print((lambda x, y=2, *z, k=1, **w: (x, y, z, k, w))(1, 3, 4, k=5, q=6))
h()
