# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from enum import *

EXPRESSIONS = (
    "repr(Enum('E', 'A').A), str(Enum('E', 'A').A), format(IntEnum('E', 'A').A), Enum('E', 'A').A.name",
    "(lambda F: (F.A | F.B, F.A & F.B, ~F.A, F(3), F(0), bool(F(0))))(Flag('F', 'A B'))",
    "(lambda F: F(8))(Flag('F', 'A B'))",
    "(lambda F: (F.A | F.B, F(12), int(F.B), ~F.A))(IntFlag('F', 'A B'))",
    "Enum('E', 'A A')",
    "auto(), unique(Enum('E', 'A B'))",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
