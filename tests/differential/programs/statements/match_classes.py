# SPDX-License-Identifier: MIT
from dataclasses import dataclass
@dataclass
class Circle: r: float
@dataclass
class Rect: w: float; h: float
def area(s):
    match s:
        case Circle(r): return 3 * r * r
        case Rect(w=w, h=h) if w == h: return f'square {w * h}'
        case Rect(w, h): return w * h
        case [*shapes]: return [area(x) for x in shapes]
        case _: raise TypeError(f'no area for {s!r}')
print(area(Circle(2)), area(Rect(2, 3)), area(Rect(2, 2)), area([Circle(1), Rect(1, 2)]))
match {'cmd': 'go', 'args': ['north', 3]}:
    case {'cmd': 'go', 'args': [str(d), int(n)]}: print(d, n)
match (1, 'a', None, True):
    case (int(a), str(b), None, True): print(a, b)
area(5)
