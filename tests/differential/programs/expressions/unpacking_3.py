# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "(lambda a: a)(**{'b': 1})",
    '(lambda a, b=2: (a, b))(1), (lambda *, a: a)(a=1), (lambda a, /: a)(1)',
    '(lambda *, a: a)(1)',
    '(lambda a, /: a)(a=1)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
