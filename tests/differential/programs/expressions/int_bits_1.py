# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '5 & 3, 5 | 3, 5 ^ 3, ~5',
    '1 << 10, 1024 >> 3, -1 >> 1, -8 >> 1',
    '1 << -1',
    '1 >> -1',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
