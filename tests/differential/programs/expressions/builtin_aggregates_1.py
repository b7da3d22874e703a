# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'sum([]), sum([1.5, 2]), sum([[1], [2]], []), sum((1, 2), 10), sum({1: 2})',
    "sum(['a'])",
    "sum('ab')",
    "sum([1], 'a')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
