# SPDX-License-Identifier: MIT
from typing import TypeVar, Generic, Union, Optional, get_type_hints, get_origin, get_args
from functools import singledispatch
import copy, copyreg, re
T = TypeVar("T")
K = TypeVar("K")
Pair = tuple[T, T]
Table = dict[str, list[T]]
Maybe = list[T] | None
print(Pair[int], Table[int], Maybe[str], list[T].__parameters__, dict[K, list[T]].__parameters__, dict[K, T][int, str])
print(Table[int].__args__, get_origin(Table[int]), get_args(Pair[str]), Union[list[T], int][float], Optional[Pair[int]])
for wrong in (lambda: dict[str, T][int, int], lambda: list[int][str], lambda: dict[K, T][int]):
    try: print(wrong())
    except TypeError as e: print(e)
class Box(Generic[T]):
    def __init__(self, item: T): self.item = item
    def pair(self) -> Pair[T]: return (self.item, self.item)
print(get_type_hints(Box.pair), Box[Pair[int]], Box(1).pair())
@singledispatch
def show(x): return "object"
@show.register
def _(x: Union[list, set]): return "container"
@show.register
def _(x: int | float): return "number"
@show.register
def _(x: "str"): return "text"
print(show([]), show({1}), show(2.5), show(1), show("s"), show(None))
class C:
    def __init__(self, n): self.n = n
def reduce_c(c):
    print("copying", c.n)
    return C, (c.n + 1,)
copyreg.pickle(C, reduce_c)
print(copy.copy(C(1)).n, copy.deepcopy([C(5)])[0].n)
print(str(re.finditer("a", "a"))[:26])
print("tab\té☃😀\\".encode("unicode_escape"), b"caf\\xe9 \\u2603 \\n \\101 \\U0001f600".decode("unicode_escape"), "é☃".encode("raw_unicode_escape"), b"\\u2603\\n\xe9".decode("raw-unicode-escape"))
for bad in (b"\\x4", b"\\u12", b"ab\\", b"\\U00110000"):
    try: bad.decode("unicode_escape")
    except UnicodeDecodeError as e: print(e)
class Tag(bytes):
    def __new__(cls, text): self = super().__new__(cls, text.encode()); self.text = text; return self
def texts(tags): return [tag.text for tag in tags]
print(texts([Tag("a"), Tag("long enough to move it"), Tag("b")]), sum(len(texts([Tag("x" * i)])[0]) for i in range(40)))
import __future__
print(__future__.annotations, __future__.division.getMandatoryRelease())
import types
print(get_origin(int | str) is types.UnionType, get_args(int | None), get_origin(list[int] | None) is types.UnionType, get_args(list[int] | None), Union[list[int], None, int], Optional[tuple[int, str]], Union[int | str, float], (int | str) == Union[int, str])
from typing import Match, Pattern
import inspect
def matched(p: Pattern[str], m: "Match[bytes] | None" = None) -> Pattern: ...
print(inspect.get_annotations(matched), Pattern[str], isinstance(re.compile("a"), Pattern))
