# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '(1, 2).append',
    'tuple(5)',
    '1 in (1, 2), 3 not in (1, 2)',
    '(1, (2, (3,))), ((),)',
    'min((3, 1)), max((3, 1)), sum((1, 2, 3)), len((1, 2))',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
