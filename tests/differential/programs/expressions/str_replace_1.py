# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'aaa'.replace('a', 'b'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('x', 'y')",
    "'aaa'.replace('a')",
    "'hello'.translate({104: 'J', ord('l'): None}), 'abc'.translate(str.maketrans('ab', 'xy', 'c'))",
    "str.maketrans({'a': 1, 98: 'c'})",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
