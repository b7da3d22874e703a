# SPDX-License-Identifier: MIT
from collections import deque, defaultdict, OrderedDict
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: deque([1]).remove(2))
t(lambda: deque([1]).index(2))
t(lambda: deque([1],1).insert(0,2))
t(lambda: deque([1],-1))
t(lambda: deque([1],'a'))
t(lambda: deque(1,2,3))
t(lambda: deque(foo=3))
t(lambda: deque([1])[3])
t(lambda: deque([1])['a'])
t(lambda: deque([1])[1:2])
t(lambda: deque([1])+[2])
t(lambda: deque([1])*'a')
t(lambda: deque().pop())
t(lambda: deque().popleft())
t(lambda: deque([1]).rotate('a'))
t(lambda: defaultdict(3))
t(lambda: defaultdict(list,a=[1]))
t(lambda: defaultdict()['x'])
t(lambda: OrderedDict().popitem())
t(lambda: OrderedDict(a=1).move_to_end('b'))
t(lambda: OrderedDict(a=1).pop('b'))
t(lambda: OrderedDict(a=1)|{'b':2})
t(lambda: OrderedDict.fromkeys('ab'))
t(lambda: OrderedDict(a=1,b=2).items())
t(lambda: OrderedDict(a=1,b=2).keys())
t(lambda: list(reversed(OrderedDict(a=1,b=2).items())))
def mut():
    d=OrderedDict(a=1)
    for k in d: d['x']=1
t(mut)
def mut():
    d=OrderedDict(a=1,b=2)
    for k in d: d.move_to_end('a')
t(mut)
t(lambda: OrderedDict(1,2))
class X(OrderedDict): pass
t(lambda: X(a=1))
class X(deque): pass
t(lambda: X([1]))
x=X([1]); x.foo=1
t(lambda: X([1])+X([2]))
t(lambda: deque([1])==[1])
t(lambda: deque([1])<deque([2]))
t(lambda: hash(deque([1])))
t(lambda: deque.__mro__)
t(lambda: OrderedDict.__mro__)
t(lambda: (deque.__module__, OrderedDict.__module__, defaultdict))
d=deque([1]); d.append(d); t(lambda: d)
t(lambda: repr(iter(d))[:40])
def mut():
    d=deque([1,2])
    for k in d: d.append(1)
t(mut)
t(lambda: deque([1,2]).maxlen)

from collections import Counter, namedtuple, ChainMap, UserDict, UserList, UserString
import collections
import pickle

d = deque(range(5), maxlen=4)
d.append(9); d.appendleft(7)
print(d, len(d), d.count(7), 3 in d, d.index(2))
d.rotate(2); print(d)
d.rotate(-1); print(d)
d.reverse(); print(d, list(reversed(d)))
d.extendleft([1, 2]); print(d)
d.remove(2); print(d, d[-1], d.copy(), d.maxlen)
d.insert(1, 'x'); print(d)
del d[0]; d[0] = 'y'; print(d, d + d, d * 2)
e = deque('abc'); e += 'de'; e *= 2; print(e, e == deque('abcdeabcde'), e < deque('b'))
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), big[0], big[-1], sum(big))
e = deque([1, 2, 3]); e.extend(e); e.extendleft(e); print(e)
for made in (deque([1, [2]], 5), defaultdict(list, {'a': [1]}), OrderedDict([('x', 1), ('y', 2)]),
             Counter('hello')):
    again = pickle.loads(pickle.dumps(made))
    print(again, type(again) is type(made), again == made, len(pickle.dumps(made, 4)))

dd = defaultdict(int)
for word in 'a b a c b a'.split():
    dd[word] += 1
print(dd, dict(dd), dd.get('zz'), 'zz' in dd, dd.default_factory)
groups = defaultdict(list)
for k, v in [('x', 1), ('y', 2), ('x', 3)]:
    groups[k].append(v)
print(sorted(groups.items()), groups | {'z': []})
nested = defaultdict(lambda: defaultdict(int)); nested['a']['b'] += 1
print(nested['a'], len(nested), defaultdict(list).copy())
class Echo(defaultdict):
    def __missing__(self, key):
        return key * 2
print(Echo()['ab'], Echo(int))

od = OrderedDict.fromkeys('abcde')
od.move_to_end('b'); print(''.join(od))
od.move_to_end('b', last=False); print(''.join(od))
print(od.popitem(last=False), od.popitem(), list(od), list(reversed(od)))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {'b': 2, 'a': 1})
lru = OrderedDict()
for i in range(2000):
    lru[i] = i
    lru.move_to_end(i)
    if i % 5 == 0 and i > 50:
        lru.move_to_end(i - 20)
    if len(lru) > 100:
        lru.popitem(last=False)
print(len(lru), next(iter(lru)), sum(lru))

c = Counter('abracadabra')
print(c, c.most_common(2), c['z'], c.total(), sorted(c.elements()))
c.update('zz'); c.subtract(a=3); print(c)
print(c + Counter(a=5), c - Counter(b=1), c & Counter(a=1, b=9), c | Counter(q=2), +c, -Counter(a=-2))
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter(), Counter({'x': 'y'}))
del c['nothing']; print(Counter([1, 1, 2]).most_common(1), c.copy() == c)
t(lambda: Counter.fromkeys('ab'))
c += Counter(a=10); print(c)
class Bag(Counter): pass
print(Bag('aab'), Bag('ab') + Bag('b'))

Point = namedtuple('Point', 'x y')
p = Point(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=5), Point._fields, Point._make([3, 4]), p == (1, 2))
x, y = p
print(x + y, Point.__doc__, Point.x.__doc__, hash(p) == hash((1, 2)), repr(Point))
t(lambda: Point(1))
t(lambda: Point(1, 2, 3))
t(lambda: Point(1, z=2))
t(lambda: Point._make([1]))
t(lambda: p._replace(q=1))
t(lambda: namedtuple('P', 'x x'))
t(lambda: namedtuple('P', 'class'))
t(lambda: namedtuple('P', '_x'))
t(lambda: namedtuple('P', 'a b', defaults=(1, 2, 3)))
t(lambda: namedtuple('P', ['class', 'x', 'x', '_y'], rename=True)._fields)
def assign():
    p.x = 3
t(assign)
D = namedtuple('D', 'a b c', defaults=[2, 3])
print(D(1), D._field_defaults, D(1, c=9))
class P3(namedtuple('P3', 'x y z')):
    __slots__ = ()
    def norm(self):
        return (self.x ** 2 + self.y ** 2 + self.z ** 2) ** .5
print(P3(1, 2, 2), P3(1, 2, 2).norm(), pickle.loads(pickle.dumps(p)))
match p:
    case Point(x=1, y=b):
        print('matched', b)
match p:
    case Point(a, b):
        print('positional', a, b)

m = ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(m, m['a'], m['b'], dict(m), len(m), 'b' in m, m.parents, list(m.new_child({'c': 1})))
m['z'] = 1; print(m.maps[0])
def drop():
    del m['b']
t(drop)
t(lambda: m['nope'])
class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)
u = Upper(a=1); u['b'] = 2; u.update({'c': 3}); print(u, u.get('A'), u.pop('B'), len(u))
l = UserList([3, 1, 2]); l.sort(); l.append(9); print(l, l[1:], l + [0], len(l), l == [1, 2, 3, 9])
s = UserString('hello'); print(s.upper(), s + '!', s[1:3], len(s), s.count('l'), s == 'hello')
abc = collections.abc
for cls in ('Iterable', 'Iterator', 'Sized', 'Hashable', 'Callable', 'Sequence', 'MutableSequence', 'Mapping',
            'MutableMapping', 'Set', 'Generator', 'Container', 'Collection', 'Reversible'):
    kind = getattr(abc, cls)
    print(cls, [isinstance(v, kind) for v in ([], (), {}, set(), 'a', 1, iter([]), (i for i in ()), len, deque(), range(3), b'')])
class Seq(abc.Sequence):
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10
    def __len__(self):
        return 3
q = Seq(); print(list(q), 20 in q, q.index(10), q.count(0), list(reversed(q)))
t(lambda: abc.Sequence())
class M(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
mm = M(); mm.update(a=1, b=2); print(dict(mm), mm.pop('a'), mm.setdefault('z', 0), list(mm.items()), mm == {'b': 2, 'z': 0}, mm.keys() & {'b'})
class S(abc.Set):
    def __init__(self, it): self.items = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(self.items)
    def __len__(self): return len(self.items)
print(sorted(S([1, 2]) | S([3])), list(S([1, 2]) & [2]), S([1]) <= S([1, 2]), sorted(S([1, 2]) ^ S([2, 3])))


class Last(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)


d = Last(a=1, b=2)
d['a'] = 3
d.update(b=5)
print(d, Last([('z', 1)]))
print(ChainMap, UserDict, UserList, UserString, Counter, OrderedDict, deque)
star = {}
exec('from collections import *', star)
print(sorted(name for name in star if not name.startswith('_')))
class Meta(type): pass
class Named(metaclass=Meta): pass
Named.__module__ = 'elsewhere'
print(Named)
