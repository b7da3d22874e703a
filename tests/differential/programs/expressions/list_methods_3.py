# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "[1, 2]['a']",
    '[1] + (2,)',
    "[1] * 'a'",
    '[1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0]',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
