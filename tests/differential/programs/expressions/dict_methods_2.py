# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '{}[[]]',
    "{1: 2}.pop(1), {1: 2}.pop(5, 'd')",
    '{1: 2}.pop(5)',
    '{}.popitem()',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
