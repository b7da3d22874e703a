# SPDX-License-Identifier: MIT
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique
class Color(Enum):
    RED = 1; GREEN = 2; ALIAS = 1
    def describe(self): return f'{self.name} is {self.value}'
print(list(Color), Color.RED, repr(Color.RED), Color(2), Color['GREEN'], Color.ALIAS is Color.RED, Color.RED.describe(), len(Color), Color.RED in Color, Color.__members__)
class Level(IntEnum): LOW = 1; HIGH = 5
print(Level.LOW < Level.HIGH, Level.HIGH + 1, sorted([Level.HIGH, Level.LOW]), f'{Level.LOW}', int(Level.HIGH), Level(5))
class Perm(Flag): R = auto(); W = auto(); X = auto()
print(Perm.R | Perm.W, Perm.R in (Perm.R | Perm.X), ~Perm.R, Perm(0), bool(Perm.R & Perm.W), list(Perm.R | Perm.X))
class IF(IntFlag): A = 1; B = 2
print(IF.A | IF.B, IF.A + 1, repr(IF.A | 8))
for f in (lambda: Color(9), lambda: Color['X'], lambda: Color.RED < Color.GREEN, lambda: setattr(Color, 'RED', 3), lambda: Perm(99)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
@unique
class Bad(Enum): A = 1; B = 1
