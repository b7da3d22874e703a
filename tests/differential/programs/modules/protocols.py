# SPDX-License-Identifier: MIT
from typing import Protocol, runtime_checkable, Generic, TypeVar, Iterable, Optional, Union, overload, Literal, TypedDict, Final, Callable
T = TypeVar('T')
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: list[T] = []
    def push(self, x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
s: Stack[int] = Stack(); s.push(1); print(s.pop(), Stack[int], Stack[str]().items)
@runtime_checkable
class HasArea(Protocol):
    def area(self) -> float: ...
class Sq:
    def area(self): return 4
print(isinstance(Sq(), HasArea), isinstance(3, HasArea))
class Movie(TypedDict): name: str; year: int
m: Movie = {'name': 'x', 'year': 1}; print(m, Movie(name='y', year=2), Movie.__annotations__)
def f(x: Optional[int] = None, y: Union[int, str] = 1, z: Literal['a'] = 'a', c: Callable[[int], str] = str) -> Iterable[T]: return [x, y]
print(f(), f.__annotations__['x'], f.__annotations__['y'], f.__annotations__['c'], f.__annotations__['return'])
MAX: Final = 5; print(MAX)
HasArea()
