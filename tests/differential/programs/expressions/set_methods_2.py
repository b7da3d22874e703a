# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '{1}.isdisjoint({2}), {1}.issubset([1, 2]), {1, 2}.issuperset([1])',
    '{1, 2}.remove(5)',
    'set().pop()',
    '{1}.discard(5)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
