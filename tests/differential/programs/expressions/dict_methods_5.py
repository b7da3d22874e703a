# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'dict(5)',
    "{**{'a': 1}, **{'a': 2}}, {k: v for k, v in [(1, 2)]}",
    "{1: 'a', 1.0: 'b', True: 'c'}",
    '{[]: 1}',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
