# SPDX-License-Identifier: MIT
from collections import namedtuple
from typing import NamedTuple
Point = namedtuple('Point', 'x y')
p = Point(1, y=2); x, y = p
print(p, p.x, p[1], x, y, p._asdict(), p._replace(x=5), Point._fields, Point._make([3, 4]), p == (1, 2), isinstance(p, tuple))
class Emp(NamedTuple):
    name: str
    id: int = 3
    def label(self): return f'{self.name}#{self.id}'
e = Emp('Ann'); print(e, e.label(), Emp._field_defaults, Emp.__annotations__)
D = namedtuple('D', ['a', 'b'], defaults=[9]); print(D(1))
for f in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: setattr(p, 'x', 3), lambda: namedtuple('Bad', 'a a'), lambda: namedtuple('Bad', 'def'), lambda: p._replace(z=1)):
    try: f()
    except Exception as ex: print(type(ex).__name__, ex)
