# SPDX-License-Identifier: MIT
import enum
from enum import Enum, IntEnum, Flag, auto, unique, IntFlag, StrEnum
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
print(Color.RED, repr(Color.RED), Color(2), Color['BLUE'], list(Color), Color.RED.name, Color.RED.value)
for n, m in Color.__members__.items(): print(n, m)
try: Color(7)
except ValueError as e: print(e)
try: Color['X']
except KeyError as e: print('KeyError', e)
try: Color.RED = 4
except AttributeError as e: print(e)
try: Color.RED < Color.BLUE
except TypeError as e: print(e)
try:
    class More(Color): pass
except TypeError as e: print(e)
try:
    @unique
    class M(Enum):
        A = 1; B = 1
except ValueError as e: print(e)
class Perm(Flag):
    R = auto(); W = auto(); X = auto()
    RWX = R | W | X
print(Perm.R | Perm.W, repr(Perm.R | Perm.W), Perm.RWX, ~Perm.R, Perm(0), bool(Perm.R & Perm.W), Perm.R in Perm.RWX)
class S(IntEnum):
    LOW = 1; HIGH = 10
print(S.LOW < 5, S.HIGH + 1, f'{S.LOW}', '%d' % S.LOW, str(S.LOW), repr(S.HIGH), S.LOW == 1)
class T(StrEnum):
    A = auto(); B = 'bee'
print(T.A, repr(T.B), T.A.upper(), T.A == 'a')
class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH   = (5.976e+24, 6.37814e6)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
    @property
    def surface_gravity(self): return 6.67300E-11 * self.mass / (self.radius * self.radius)
print(Planet.EARTH.surface_gravity, Planet.EARTH)
A = Enum('Animal', 'ANT BEE CAT')
print(list(A), A.ANT)
class Op(Enum):
    ADD = '+'
    def __call__(self, a, b): return a + b
    @classmethod
    def default(cls): return cls.ADD
    @classmethod
    def _missing_(cls, v): return cls.ADD
print(Op.default()(1, 2), Op('zzz'), hash(Op.ADD) == hash(Op.ADD))
class IF(IntFlag):
    A = 1; B = 2; C = 4
print(IF.A | IF.C, repr(IF.A | IF.C), IF(7), IF(8), list(IF(5)), int(IF.A|IF.B))
print(Color.RED.__class__, type(Color), len(Color), Color.RED in Color, isinstance(Color.RED, Color))
print({Color.RED: 'r'}[Color.RED], dir(Color)[:4])
