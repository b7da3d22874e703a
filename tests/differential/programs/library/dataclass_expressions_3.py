# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from dataclasses import *

EXPRESSIONS = (
    "make_dataclass('P', [('x', int, 1), 'y'])",
    "make_dataclass('P', ['x'], order=True)(1) < make_dataclass('Q', ['x'], order=True)(2)",
    "hash(make_dataclass('P', ['x'])(1))",
    'field(default=1, default_factory=list)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
