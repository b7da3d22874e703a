# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "getattr(5, 'nope')",
    'getattr(5, 1)',
    'object(), 1 if object() else 0',
    "int.__add__(1, 2), str.__len__('abc'), (5).__add__(3), 'a'.__class__, [].__len__()",
    "(5).__add__('a')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
