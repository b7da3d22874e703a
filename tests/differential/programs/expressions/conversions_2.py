# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "list({'a': 1}.items()), dict([[1, 2]]), tuple({1: 2}), set({1: 2})",
    "str(5, 'a')",
    "int('5', '10')",
    "float('1,5')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
