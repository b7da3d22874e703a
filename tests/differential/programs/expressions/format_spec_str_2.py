# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "format('a', '=5')",
    "format('a', ',')",
    "format('a', '05')",
    "format(None, ''), format([1], '')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
