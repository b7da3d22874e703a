# SPDX-License-Identifier: MIT
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter(); d = counter()
print(c(), c(), d(), c.__closure__[0].cell_contents, c.__code__.co_freevars)
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])
x = 10
def g():
    global x
    x = 20
g(); print(x)
def h():
    print(x)
    x = 1
try: h()
except UnboundLocalError as e: print(e)
def outer():
    def inner(): return y
    try: inner()
    except NameError as e: print(e)
    y = 1
    return inner()
print(outer())
try: undefined_name
except NameError as e: print(e)
def compose(*fs):
    def run(v):
        for f in fs: v = f(v)
        return v
    return run
print(compose(str, len, lambda n: n * 2)(12345))
def dels():
    z = 1
    del z
    return z
dels()
