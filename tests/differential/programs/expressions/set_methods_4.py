# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "len({1, 2, 2}), 1 in {1}, 'a' not in {1}",
    'sorted({3, 1, 2}), sum({1, 2}), max({1, 5})',
    '{1}[0]',
    '{1} + {2}',
    'hash(frozenset([1, 2])) == hash(frozenset([2, 1]))',
    'hash({1})',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
