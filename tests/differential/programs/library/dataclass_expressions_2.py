# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from dataclasses import *

EXPRESSIONS = (
    "replace(make_dataclass('P', ['x', 'y'])(1, 2), y=3), make_dataclass('P', ['x'], frozen=True)(1)",
    "make_dataclass('P', ['x'])()",
    "make_dataclass('P', ['x', 'x'])",
    "make_dataclass('P', [('x', int, [])])",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
