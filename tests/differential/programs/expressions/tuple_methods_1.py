# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '(1, 2) + (3,), (1,) * 3, (1, 2, 1).count(1), (1, 2).index(2), ()',
    "(1,), (1, 2)[0], (1, 2, 3)[1:], tuple('ab'), tuple([1])",
    '(1, 2).index(5)',
    '(1, 2)[5]',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
