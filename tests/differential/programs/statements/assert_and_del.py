# SPDX-License-Identifier: MIT
assert True, 'no'
try: assert 1 == 2, 'math'
except AssertionError as e: print(e.args)
try: assert []
except AssertionError as e: print(e.args)
a = [1, 2, 3, 4]; del a[0], a[-1]; print(a)
d = {'x': 1}; del d['x']; print(d)
try: del d['x']
except KeyError as e: print(repr(e))
class C: pass
c = C(); c.a = 1; del c.a
try: del c.a
except AttributeError as e: print(e)
x = 1; del x
try: x
except NameError as e: print(e)
l = list(range(10)); del l[::2]; print(l)
l[1:3] = 'abc'; print(l); l[::2] = [0] * 3; print(l)
try: l[::2] = [1]
except ValueError as e: print(e)
try: (1, 2)[0] = 3
except TypeError as e: print(e)
try: 'abc'[0] = 'x'
except TypeError as e: print(e)
try: del (1, 2)[0]
except TypeError as e: print(e)
value = 3
assert value > 5, f'{value} is too small'
