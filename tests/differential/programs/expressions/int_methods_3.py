# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'abs(-7), abs(True)',
    'pow(2, 10), pow(2, 10, 1000), pow(3, -1, 7)',
    'pow(2, -1, 4)',
    'pow(2, 3, 0)',
    '(1).is_integer',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
