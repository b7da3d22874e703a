# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '2 ** 10, 2 ** -1, (-2) ** 3, 0 ** 0',
    '-2 ** 2',
    '7 / 2, 6 / 3',
    '1 / 0',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
