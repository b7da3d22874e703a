# SPDX-License-Identifier: MIT
import operator, functools
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: operator.itemgetter(1))
t(lambda: operator.itemgetter(1,'a'))
t(lambda: operator.attrgetter('a.b','c'))
t(lambda: operator.methodcaller('a',1,k=2))
t(lambda: operator.itemgetter())
t(lambda: operator.attrgetter())
t(lambda: operator.attrgetter(1))
t(lambda: operator.methodcaller())
t(lambda: operator.methodcaller(1))
t(lambda: operator.itemgetter(1)(1,2))
t(lambda: operator.itemgetter(1)(x=2))
t(lambda: operator.itemgetter(1)([1]))
t(lambda: operator.add(1))
t(lambda: operator.add(1,'a'))
t(lambda: operator.lt(1,'a'))
t(lambda: operator.countOf([1,2,1],1))
t(lambda: operator.indexOf([1,2,1],4))
t(lambda: operator.length_hint([1,2]))
t(lambda: operator.length_hint(1,2))
t(lambda: operator.index('a'))
t(lambda: operator.concat(1,2))
t(lambda: operator.add)
t(lambda: operator.call(max,1,2))
t(lambda: operator.pow(2,3))
t(lambda: functools.partial(print))
t(lambda: functools.partial(max,1,key=abs))
t(lambda: functools.partial())
t(lambda: functools.partial(1))
p=functools.partial(functools.partial(max,1),2)
t(lambda: (p, p.func,p.args,p.keywords))
p.foo=1
t(lambda: p.__reduce__())
t(lambda: functools.reduce(lambda a,b:a+b,[]))
t(lambda: functools.reduce(lambda a,b:a+b,3))
t(lambda: functools.reduce(1))
@functools.lru_cache
def f(x, *a, **k):
    'doc'
    return x
f(1);f(1);f(1.0)
t(lambda: f.cache_info())
t(lambda: f.cache_parameters())
t(lambda: f([]))
t(lambda: functools.lru_cache(3.5))
t(lambda: functools.lru_cache(maxsize='a'))
t(lambda: functools.cmp_to_key(lambda a,b:1)(3)<4)
t(lambda: f())
@functools.singledispatch
def g(x): return 'obj'
@g.register
def _(x:int): return 'int'
@g.register(list)
def _(x): return 'list'
t(lambda: (g(1),g([]),g('a'),g(True)))
t(lambda: g())
t(lambda: g.registry.keys())
def bad():
    @g.register
    def h(x:'int|str'): return 'intstr'
t(bad)
t(lambda:g('a'))

class A:
    @functools.cached_property
    def x(self): return 3
    __slots__=('a',)
t(lambda: A().x)
class A:
    @functools.singledispatchmethod
    def x(self, a): return 'obj'
    @x.register
    def _(self, a:int): return 'int'
    def y(self,a,b): return a,b
    z=functools.partialmethod(y,1)
t(lambda: (A().x('a'),A().x(1),A().z(2)))
@functools.total_ordering
class C:
    def __init__(s,v): s.v=v
    def __lt__(s,o): return s.v<o.v
    def __eq__(s,o): return s.v==o.v
t(lambda: (C(1)<=C(2),C(1)>C(2),C(1)>=C(1)))
def bad():
    @functools.total_ordering
    class C: pass
t(bad)

@functools.wraps(f)
def w(*a):
    return f(*a)
print(w.__name__, w.__wrapped__ is f, f.__doc__, f.__name__)
calls = []
@functools.lru_cache(maxsize=2)
def sq(x):
    calls.append(x)
    return x * x
print([sq(i) for i in (1, 2, 1, 3, 2, 1)], calls, sq.cache_info())
sq.cache_clear(); print(sq.cache_info())
@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info())
@functools.lru_cache(typed=True)
def ty(x): return type(x).__name__
print(ty(1), ty(1.0), ty(True), ty.cache_info())
class Acc:
    def __init__(self): self.n = 0
    @functools.lru_cache
    def get(self, k):
        self.n += 1
        return k
    @functools.cached_property
    def slow(self):
        self.n += 10
        return 'slow'
a = Acc(); a.get(1); a.get(1); print(a.slow, a.slow, a.n, a.__dict__)
print(sorted('banana', key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))))
add5 = functools.partial(operator.add, 5); print(add5(3), list(map(add5, [1, 2])), add5.func is operator.add)
print(functools.partial(int, base=2)('101'), functools.partial(dict, a=1)(b=2), functools.partial(dict, a=1)(a=3))
print(functools.reduce(operator.mul, [1, 2, 3, 4]), functools.reduce(lambda a, b: a + b, [[1], [2]], []))
import pickle
print(pickle.loads(pickle.dumps(functools.partial(max, 1)))(5), pickle.loads(pickle.dumps(operator.itemgetter(1)))('ab'))
class MyP(functools.partial): pass
print(MyP(max, 1)(2), type(MyP(max)).__name__)
names = [{'n': 'b', 'a': 2}, {'n': 'a', 'a': 2}]
print(sorted(names, key=operator.itemgetter('a', 'n')), operator.methodcaller('upper')('x'), operator.methodcaller('split', ',', maxsplit=1)('a,b,c'))
class O: pass
o = O(); o.p = O(); o.p.q = 7
print(operator.attrgetter('p.q')(o), operator.iadd([1], [2]), operator.contains([1], 1), operator.not_(0), operator.truth([]), operator.__add__(1, 2))
