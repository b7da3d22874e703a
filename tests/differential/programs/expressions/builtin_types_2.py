# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'issubclass(5, int)',
    'type(1, 2)',
    "type('T', (), {})",
    'int, str.upper, [].append.__name__, len.__name__, (lambda: 0).__name__, int.__name__, type(5).__mro__',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
