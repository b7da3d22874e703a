# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'list(5)',
    "sorted([3, 1, 2], reverse=True), sorted('bca'), sorted({'b': 1, 'a': 2})",
    "sorted([1, 'a'])",
    "[1, 2, 3].insert('a', 1)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
