# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "format('a', '5') + '|', format('a', '>5'), format('a', '^5') + '|', format('a', '*^5')",
    "format('hello', '.3'), format('hello', '7.3') + '|', format('a', 's')",
    "format('a', 'd')",
    "format('a', '+')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
