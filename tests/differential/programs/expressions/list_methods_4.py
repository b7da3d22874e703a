# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "[1] < ['a']",
    '[1] < 3',
    '[1, [2, [3]]], [[]], [None, True]',
    "list('abc'), list(range(3)), list({'a': 1}), list((1, 2))",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
