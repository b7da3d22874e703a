# SPDX-License-Identifier: MIT
from typing import List, Dict, Optional, Union, Callable, Any, Tuple
def f(a: int, b: 'str' = 'x', *args: float, c: List[int] = None, **kw: Any) -> Optional[int]:
    x: int = 3
    y: undefined_thing
    return x
print(f.__annotations__)
x: int
y: str = 'a'
print(__annotations__)
class C:
    a: int
    b: 'C' = None
    def m(self) -> 'C': ...
print(C.__annotations__, C.m.__annotations__)
def g(cb: Callable[[int, str], bool], d: Dict[str, List[int]], u: Union[int, str, None], t: Tuple[int, ...]) -> None: pass
for k, v in g.__annotations__.items(): print(k, v)
def h(a: int | None, b: list[int], c: dict[str, tuple[int, ...]]): pass
print(h.__annotations__)
(z): int = 3
try: print(q)
except NameError as e: print(e)
q: int
print(int | str, isinstance(3, int | str), list[int], type[int])
print(x)
