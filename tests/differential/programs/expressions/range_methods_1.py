# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'range(5), range(1, 5), range(0, 10, 3), list(range(5, 0, -2)), list(range(0))',
    'range(10)[3], range(10)[-1], range(10)[2:5], range(10)[::-1], len(range(0, 10, 3))',
    'range(5)[10]',
    'range(1.5)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
