# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "{'a': 1}.get('a'), {'a': 1}.get('b'), {'a': 1}.get('b', 0), {'a': 1}['a']",
    "{'a': 1}['b']",
    '{}[1]',
    '{}[(1, 2)]',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
