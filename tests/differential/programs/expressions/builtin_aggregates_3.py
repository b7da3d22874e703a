# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "max(1, 'a')",
    'max([1], [2]), max((1, 2), key=None)',
    'max(1, 2, default=3)',
    "sorted([3, 1]), sorted('ba', key=ord), sorted([], reverse=True), sorted([(2, 'a'), (1, 'b')])",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
