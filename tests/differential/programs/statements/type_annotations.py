# SPDX-License-Identifier: MIT
x: int = 5
y: list[str]
class C:
    a: int = 1
    b: 'str'
    def f(self, p: float = 1.5, *, q: dict[str, int] | None = None) -> 'C': return self
print(__annotations__, C.__annotations__, C.f.__annotations__)
def g(*args: int, **kw: str) -> None: z: int = 3; return z
print(g(), g.__annotations__)
try: y
except NameError as e: print(e)
l: list = []; l[0:0]: int = [1]; print(l)
