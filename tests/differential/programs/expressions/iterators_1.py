# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "next(iter([1])), next(iter([]), 'd'), list(iter('ab')), list(reversed([1, 2])), iter([1])",
    'next(iter([]))',
    'next([1])',
    'iter(5)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
