# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '(1 << 100) >> 98',
    '(1 << 70) & ((1 << 71) - 1) == 1 << 70',
    'True & False, True | 2, True ^ True',
    '1.5 & 1',
    "'a' | 1",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
