# SPDX-License-Identifier: MIT
def g(name):
    try:
        while True:
            yield name
    finally:
        print('closing', name)
a, b = g('a'), g('b')
print(next(a), next(b))
a.close()
del b
def outer():
    try:
        yield from g('c')
    finally:
        print('outer')
o = outer()
print(next(o))
o.close()
