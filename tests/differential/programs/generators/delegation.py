# SPDX-License-Identifier: MIT
def inner():
    try:
        x = yield 'ready'
        print('inner got', x)
        y = yield 'more'
        return x + y
    except ValueError as e:
        print('inner caught', e)
        return -1
def outer():
    result = yield from inner()
    print('result', result)
    yield result * 2
g = outer()
print(next(g), g.send(3), g.send(4))
h = outer()
next(h)
print(h.throw(ValueError('stop')))
