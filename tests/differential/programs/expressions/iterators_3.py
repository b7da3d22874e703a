# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'list(map(lambda a, b: a + b, [1, 2], [3])), list(map(None, []))',
    'list(map(5, [1]))',
    'zip(5)',
    'enumerate(5)',
    'list(iter(lambda: 1, 1)), list(iter([3, 1, 2].pop, 3))',
    "sum(iter([1, 2])), max(iter([1, 2])), tuple(iter('a')), 1 in iter([1])",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
