# SPDX-License-Identifier: MIT
from typing import *
T=TypeVar('T')
print(List[int], Dict[str, List[int]], Optional[int], Union[int,str,None], Callable[[int,str],bool], Callable[...,Any], Tuple[int,...], Any, Literal['a',1], ClassVar[int], Type[int], Iterable[T], Union[int], Optional['X'], List, Tuple, Callable, NoReturn)
class Stack(Generic[T]):
    def __init__(self): self.items: List[T]=[]
    def push(self, x: T)->None: self.items.append(x)
s=Stack[int](); s.push(1); print(s.items, Stack[int], Stack.__parameters__, Stack.__mro__)
class P(NamedTuple):
    x:int
    y:int=0
    def f(self): return self.x+self.y
print(P(1), P(1,2).f(), P._fields, P.__annotations__)
class M(TypedDict, total=False):
    a:int
m=M(a=1); print(m, type(m), M.__annotations__, M.__total__)
@runtime_checkable
class Sh(Protocol):
    def area(self)->float: ...
class C:
    def area(self): return 1
print(isinstance(C(),Sh), isinstance(3,Sh), issubclass(C, Sh))
def f(a:int, b:'List[int]'=None)->'C': ...
print(get_type_hints(f), get_origin(List[int]), get_args(Dict[str,int]), get_args(Callable[[int],str]))
U=NewType('U',int); print(U(3), U, T, cast(int,'a'))
class Shape(Protocol):
    def area(self): ...
class Sq(Shape):
    def __init__(self,s): self.s=s
    def area(self): return self.s
print(Sq(3).area())
for g in (lambda: Shape(), lambda: isinstance(3, Shape), lambda: Dict[int], lambda: List[int](), lambda: Any(), lambda: isinstance([], List[int])):
    try: print(g())
    except TypeError as e: print(e)
print(Annotated[int,'x'], int|None, Optional[int]==Union[int,None], Self, Final[int])
