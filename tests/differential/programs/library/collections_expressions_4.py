# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from collections import *

EXPRESSIONS = (
    "namedtuple('P', 'x x')",
    "namedtuple('1P', 'x')",
    "ChainMap({'a': 1}, {'b': 2})['b'], len(ChainMap({'a': 1}, {'a': 2}))",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
