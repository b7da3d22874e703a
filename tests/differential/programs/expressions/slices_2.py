# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'slice(1) < slice(2)',
    'hash(slice(1))',
    '(1, 2, 3)[-2:], (1, 2, 3)[:-1], (1, 2, 3)[5:], [1, 2, 3][-100:100]',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
