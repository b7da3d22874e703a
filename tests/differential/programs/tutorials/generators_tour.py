# SPDX-License-Identifier: MIT
def countdown(n):
    print('Starting')
    while n > 0:
        yield n
        n -= 1
    return 'done'
g = countdown(2)
print(next(g), next(g))
try: next(g)
except StopIteration as e: print('stop', e.value, e)
def avg():
    total = n = 0; a = None
    while True:
        x = yield a
        total += x; n += 1; a = total / n
a = avg(); next(a)
print(a.send(10), a.send(20)); a.close()
try: a.send(1)
except StopIteration as e: print(repr(e))
def gen():
    try:
        while True:
            try: x = yield 1
            except ValueError as e: print('got', e)
    finally: print('cleanup')
q = gen(); next(q); q.throw(ValueError('oops')); q.close()
def deleg():
    r = yield from countdown(3)
    print('result', r)
print(list(deleg()))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
from itertools import islice, takewhile, count, cycle, chain, groupby, accumulate, product, permutations, combinations, zip_longest, starmap, tee, dropwhile, compress, pairwise, repeat
print(list(islice(fib(), 10)), sum(x*x for x in range(10)))
print(type(gen()), gen.__name__, (x for x in []))
try: a = iter([1]); next(a); next(a)
except StopIteration: print('end')
def bad():
    yield 1
    raise StopIteration('x')
try: list(bad())
except RuntimeError as e: print(repr(e), repr(e.__cause__))
g = countdown(1)
try: g.send(5)
except TypeError as e: print(e)
def self_ref():
    next(me)
    yield
me = self_ref()
try: next(me)
except ValueError as e: print(e)
print([*map(lambda k: (k[0], list(k[1])), groupby('aabbbc'))])
print(list(accumulate([1,2,3,4], lambda a,b: a*b)), list(zip_longest('ab', 'xyz', fillvalue='-')))
def tree(n):
    if n: yield from tree(n-1); yield n; yield from tree(n-1)
print(*tree(3))
import inspect
g = countdown(1); print(inspect.getgeneratorstate(g)); next(g); print(inspect.getgeneratorstate(g)); g.close(); print(inspect.getgeneratorstate(g))
print(g.gi_running)
def pipeline(lines):
    lines = (l.strip() for l in lines)
    fields = (l.split(',') for l in lines if l)
    cols = next(fields)
    return (dict(zip(cols, f)) for f in fields)
print(*pipeline(['a,b', '1,2', '', '3,4']), sep='\n')
def ignoring():
    try: yield
    except GeneratorExit: yield 'no'
i = ignoring(); next(i)
try: i.close()
except RuntimeError as e: print(e)
print(sum(i for i in range(5)), max((len(w), w) for w in ['aa', 'b']))
import sys
print(sys.getsizeof([i for i in range(10000)]) > sys.getsizeof(i for i in range(10000)))
