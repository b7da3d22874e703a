# SPDX-License-Identifier: MIT
x = 'global'
def outer():
    x = 'outer'
    def inner():
        nonlocal x
        x = 'changed'
        def deepest():
            global x
            x = 'new global'
            return x
        return deepest()
    r = inner()
    return x, r
print(outer(), x)
def counter():
    count = 0
    def inc(by=1):
        nonlocal count
        count += by
        return count
    def reset():
        nonlocal count
        count = 0
    return inc, reset
inc, reset = counter(); inc(); inc(5); print(inc()); reset(); print(inc(), inc.__closure__[0].cell_contents, inc.__code__.co_freevars)
class C:
    x = 'class'
    def f(self): return x
    y = [x for _ in range(1)]
print(C().f(), C.y)
fs = []
for i in range(3): fs.append(lambda: i)
print([f() for f in fs], i)
del x
try: print(x)
except NameError as e: print(e)
