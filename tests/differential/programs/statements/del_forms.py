# SPDX-License-Identifier: MIT
a, b, c = 1, 2, 3
del a, (b, c)
try: a
except NameError as e: print(e)
l = list(range(6)); del l[1], l[1:3]; print(l)
class C: x = 1
c = C(); c.y = 2; del c.y, C.x
print(hasattr(c, 'y'), hasattr(C, 'x'))
d = {1: 2, 3: 4}; del d[1]; print(d)
def f():
    x = 1
    del x
    x = 2
    return x
print(f())
del undefined
