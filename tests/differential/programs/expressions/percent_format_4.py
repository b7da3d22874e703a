# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'%s' % (1, 2)",
    "'%z' % 1",
    "'%(a)s' % 1",
    "'%(a)s' % {}",
    "'%' % 1",
    "'%s' % [1, 2], '%s' % ((1, 2),)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
