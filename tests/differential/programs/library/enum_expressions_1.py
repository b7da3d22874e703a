# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from enum import *

EXPRESSIONS = (
    "Enum('E', 'A B C'), list(Enum('E', 'A B')), Enum('E', ['A', 'B']).B.value, Enum('E', {'A': 5})(5)",
    "Enum('E', 'A')(2)",
    "Enum('E', 'A')['B']",
    "IntEnum('E', 'A B').B + 1, IntEnum('E', 'A').A == 1, list(Flag('F', 'A B')), Flag('F', 'A B').A | Flag('F', 'A B').A if False else 0",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
