# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from collections import *

EXPRESSIONS = (
    "defaultdict(None)['x']",
    "OrderedDict([('a', 1)]), OrderedDict(a=1) == {'a': 1}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1)",
    "namedtuple('P', 'x y')(1, 2), namedtuple('P', ['x', 'y'])(1, y=2).x, namedtuple('P', 'x y')._fields",
    "namedtuple('P', 'x y')(1)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
