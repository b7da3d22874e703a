# SPDX-License-Identifier: MIT
from enum import Enum, Flag, auto
import copy, pickle
class Op(Enum):
    ADD = '+'
    SUB = '-'
    def apply(self, a, b): return {'+': a + b, '-': a - b}[self.value]
print(Op.ADD.apply(2, 3), Op('-').apply(2, 3), copy.deepcopy(Op.ADD) is Op.ADD, [o.value for o in Op], Op.ADD == '+', Op.ADD != Op.SUB, isinstance(Op.ADD, Op), type(Op.ADD).__name__)
print({Op.ADD: 1}, Op.ADD in Op, f'{Op.ADD}', f'{Op.ADD.name:>5}', dir(Op)[:3] != [], Op.__name__, Op.ADD.__class__ is Op)
class Empty(Enum):
    def hello(self): return 'hi'
class Full(Empty): A = 1
print(Full.A.hello(), len(Empty), list(Empty))
try: Op.ADD = 3
except AttributeError as e: print(e)
try: Op()
except TypeError as e: print(e)
try: 
    class Dup(Enum): A = 1; A = 2
except TypeError as e: print(e)
