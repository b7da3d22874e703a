# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '2 ** 64, -2 ** 64',
    '10 ** 30 // 7, 10 ** 30 % 7',
    '10 ** 30 * 10 ** 30',
    '(10 ** 20 + 1) - 10 ** 20',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
