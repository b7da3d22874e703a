# SPDX-License-Identifier: MIT
from enum import Enum, StrEnum, auto
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    @property
    def gravity(self): return round(6.67e-11 * self.mass / self.radius ** 2, 2)
    @classmethod
    def heaviest(cls): return max(cls, key=lambda p: p.mass)
print(Planet.EARTH.gravity, Planet.MARS.value, Planet.heaviest(), Planet((6.4e23, 3.39e6)))
class S(StrEnum): ONE = auto(); TWO = 'zwei'
print(S.ONE, S.TWO == 'zwei', S.TWO.upper(), repr(S.ONE))
Animal = Enum('Animal', 'CAT DOG'); print(list(Animal), Animal.DOG.value)
class Loose(Enum):
    A = 'a'
    @classmethod
    def _missing_(cls, v): return cls.A if v is None else None
print(Loose(None), {Loose.A: 1}[Loose.A], hash(Loose.A) == hash(Loose.A))
match S('zwei'):
    case S.TWO: print('two')
class Sub(Planet): pass
