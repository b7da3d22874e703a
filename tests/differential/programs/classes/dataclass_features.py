# SPDX-License-Identifier: MIT
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, KW_ONLY, InitVar
from typing import ClassVar
@dataclass
class P:
    x: int
    y: int = 0
    count: ClassVar[int] = 5
    log: list = field(default_factory=list, repr=False)
p = P(1); q = P(1, 0); print(p, p == q, p is q, asdict(p), astuple(p), replace(p, y=9), [f.name for f in fields(P)], P.count)
@dataclass(frozen=True)
class F: a: int = 1
f = F()
try: f.a = 2
except FrozenInstanceError as e: print(e)
print(hash(f) == hash(F()), {f: 1})
@dataclass(slots=True)
class S:
    a: int
    _: KW_ONLY
    b: int = 2
print(S(1, b=3), S.__match_args__)
@dataclass
class I:
    a: int
    scale: InitVar[int] = 2
    total: int = field(init=False)
    def __post_init__(self, scale): self.total = self.a * scale
print(I(3), I(3, 5).total)
@dataclass
class Child(P):
    z: str = 'z'
print(Child(1, 2), Child(1) == P(1))
for g in (lambda: P(), lambda: S(1, 2), lambda: P(1, 2, 3, 4), lambda: hash(p), lambda: F() < F()):
    try: g()
    except TypeError as e: print(e)
@dataclass
class Bad: x: list = []
