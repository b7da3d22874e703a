# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'{} {0}'.format(1)",
    "'{'.format()",
    "'}'.format()",
    "'{!x}'.format(1)",
    "'{:>{w}}'.format('a', w=5), '{{}}'.format(), '{!r:>6}'.format('a')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
