# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '{1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}',
    '{1, 2} <= {1, 2, 3}, {1} < {1}, {1, 2} >= {1}, {1} == frozenset([1])',
    '{1, 2} | [3]',
    '{1, 2}.union([3], (4,)), {1, 2}.intersection([2]), {1, 2}.difference([1]), {1}.symmetric_difference([1, 2])',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
