# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from dataclasses import *

EXPRESSIONS = (
    "make_dataclass('P', ['x', ('y', int, 5)])(1), is_dataclass(make_dataclass('P', [])), fields(make_dataclass('P', ['x']))[0].name",
    "asdict(make_dataclass('P', ['x'])([1, {'a': (2,)}])), astuple(make_dataclass('P', ['x', 'y'])(1, [2]))",
    'asdict(5)',
    'fields(5)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
