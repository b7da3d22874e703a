# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "min(3, 1), max('a', 'b'), min([3, 1], key=lambda v: -v), max([], default=5), min('b', 'a', key=str.upper)",
    'max([])',
    'min()',
    'max(1)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
