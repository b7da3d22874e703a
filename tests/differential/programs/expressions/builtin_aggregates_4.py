# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'sorted(5)',
    'sorted([1], lambda v: v)',
    "len([1]), len('ab'), len({1: 2}), len(range(5)), len(b'a')",
    'len(5)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
