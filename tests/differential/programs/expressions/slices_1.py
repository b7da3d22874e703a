# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'slice(1, 2), slice(None), slice(1, 10, 2).indices(5), slice(5).stop',
    "[1, 2, 3, 4][slice(1, 3)], 'abc'[slice(None, None, -1)], slice(1) == slice(1)",
    "[1, 2][1:'a']",
    '[1, 2][::0]',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
