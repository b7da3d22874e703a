# SPDX-License-Identifier: MIT
import collections
from collections import Counter, defaultdict, deque, namedtuple, OrderedDict, ChainMap, UserDict, UserList
c = Counter('mississippi'); print(c, c.most_common(2), c['z'], sum(c.values()), list(c.elements())[:3], c + Counter('miss'), c - Counter('sss'), c & Counter('ip'), c | Counter('zz'), c.total())
c.update('zzz'); c.subtract('m'); print(c, +c, dict(c))
dd = defaultdict(list); dd['a'].append(1); print(dd, dd['b'], len(dd)); print(defaultdict(int, a=1), defaultdict(lambda: 0))
d = deque([1,2,3], maxlen=3); d.append(4); d.appendleft(0); print(d, d.maxlen); d.rotate(1); print(d, d[0], d.count(0)); d.extendleft([7,8]); print(d, list(reversed(d)))
try: deque().popleft()
except IndexError as e: print(e)
P = namedtuple('Point', ['x', 'y'], defaults=[0]); p = P(1); print(p, p.x, p[1], p._asdict(), p._replace(x=5), P._fields, P._make([3,4]), *p, P._field_defaults)
try: p.x = 1
except AttributeError as e: print(e)
try: P()
except TypeError as e: print(e)
try: P(1,2,3)
except TypeError as e: print(e)
od = OrderedDict(a=1, b=2); od.move_to_end('a'); print(od, od.popitem(last=False), list(od)); cm = ChainMap({'a':1}, {'a':2,'b':3}); print(cm, cm['a'], cm['b'], dict(cm), cm.new_child({'z':1}), cm.parents)
class MyD(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
m = MyD(a=1); m['b'] = 2; print(m, 'A' in m)
from typing import NamedTuple, TypedDict, Generic, TypeVar, Protocol, Union, Optional, Callable, Iterable, Any, Dict, List, Tuple, Literal, Final, get_type_hints, cast, overload, TYPE_CHECKING, NewType, Annotated, runtime_checkable
class E(NamedTuple):
    name: str
    id: int = 3
    def hi(self): return f'hi {self.name}'
e = E('G'); print(e, e.id, e.hi(), e == ('G', 3), E.__annotations__)
class TD(TypedDict, total=False): x: int
print(TD(x=1), TD.__annotations__, Optional[int], Union[int, str], List[int], Dict[str, List[int]], Callable[[int], str], Tuple[int, ...], Literal['a', 1], int | None, list[int], Any, Annotated[int, 'x'])
T = TypeVar('T')
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: list[T] = []
    def push(self, i: T) -> None: self.items.append(i)
    def pop(self) -> T: return self.items.pop()
s = Stack[int](); s.push(1); print(s.pop(), Stack[int], T, Stack.__parameters__)
@runtime_checkable
class Q(Protocol):
    def quack(self) -> str: ...
class Duck:
    def quack(self): return 'q'
print(isinstance(Duck(), Q), isinstance(5, Q), get_type_hints(Stack.push))
U = NewType('U', int); print(U(5), U, U.__name__)
print(collections.abc.Iterable, isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), issubclass(int, collections.abc.Hashable))
