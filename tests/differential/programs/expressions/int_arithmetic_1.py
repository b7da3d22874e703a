# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '7 + 3 * 2',
    '7 // 2, -7 // 2, 7 // -2, -7 // -2',
    '7 % 2, -7 % 2, 7 % -2, -7 % -2',
    'divmod(7, 2), divmod(-7, 2), divmod(7, -2)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
