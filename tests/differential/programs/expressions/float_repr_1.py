# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '0.1, 1.0, 1e16, 1e15, 1e-4, 1e-5, 123456789.0',
    '1e22, 1e23, 1.5e300, 5e-324, -0.0',
    '0.1 + 0.2, 1 / 3, 2 / 3, 100 / 3',
    "float('inf'), float('-inf'), float('nan')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
