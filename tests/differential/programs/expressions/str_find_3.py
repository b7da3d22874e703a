# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'cat'.startswith('c'), 'cat'.startswith(('x', 'ca')), 'cat'.startswith('a', 1), 'cat'.endswith('t')",
    "'cat'.startswith(1)",
    "'cat'.endswith(['t'])",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
