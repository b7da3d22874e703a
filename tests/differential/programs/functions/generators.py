# SPDX-License-Identifier: MIT
def gen():
    try:
        x = yield 1
        print('got', x)
        y = yield 2
        print('got', y)
    except ValueError as e:
        print('caught', e)
        yield 'recovered'
    finally:
        print('cleanup')
    return 'done'
g = gen()
print(next(g), g.send('a'), g.throw(ValueError('v')))
try: next(g)
except StopIteration as e: print(repr(e.value))
def sub():
    r = yield from gen()
    print('sub got', r)
    yield from 'xy'
    return 9
print(list(sub()))
g = gen(); next(g); g.close(); g.close()
def inf():
    n = 0
    while True: yield n; n += 1
import itertools
print(list(itertools.islice(inf(), 5)))
print(sum(x * x for x in range(10) if x % 2), list(map(lambda x: x + 1, (i for i in 'ab' and [1, 2]))))
g = inf(); print(g.gi_running, type(g), g.__name__)
try: g.send(3)
except TypeError as e: print(e)
def bad():
    yield 1
    raise StopIteration('x')
try: list(bad())
except RuntimeError as e: print(e, repr(e.__cause__))
def stubborn():
    try: yield 1
    except GeneratorExit: yield 2
s = stubborn(); next(s)
try: s.close()
except RuntimeError as e: print(e)
def fib(n):
    a, b = 0, 1
    for _ in range(n):
        yield a
        a, b = b, a + b
print(*fib(10))
def tree(t):
    if isinstance(t, list):
        for x in t: yield from tree(x)
    else: yield t
print(list(tree([1, [2, [3, 4], 5], [[6]]])))
def self_ref():
    me = yield
    try: next(me)
    except ValueError as e: print(e)
    yield
m = self_ref(); next(m); m.send(m)
g = gen(); g.throw(KeyError, 'before start')
