# SPDX-License-Identifier: MIT
import copy
class A:
    def __init__(s): s.x = [1]; s.me = s
a = A(); b = copy.copy(a); c = copy.deepcopy(a)
print(b.x is a.x, c.x is a.x, c.x, c.me is c)
l = [1, [2, 3]]; l2 = copy.deepcopy(l); l2[1].append(4); print(l, l2, copy.copy(l)[1] is l[1])
class B(list): pass
x = B([1, [2]]); x.z = [5]; y = copy.deepcopy(x); print(y, type(y).__name__, y.z, y.z is x.z, y[1] is x[1])
class S: __slots__ = ('p', 'q')
s = S(); s.p = [1]; t = copy.deepcopy(s); print(t.p, t.p is s.p, hasattr(t, 'q'))
class C:
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return 'deep'
print(copy.copy(C()), copy.deepcopy([C()]), copy.copy((1, 2)), copy.deepcopy({1: {2: [3]}}), copy.copy({1, 2}))
d = {'k': l}; e = {**d}; f = copy.deepcopy(d); l.append(9); print(e, f)
import threading
try: copy.deepcopy(threading.Lock())
except TypeError as err: print(err)
try: copy.copy(x for x in [])
except TypeError as err: print(err)
