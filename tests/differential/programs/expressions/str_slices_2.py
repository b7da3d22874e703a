# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'hello'[::0]",
    "'abc'[True]",
    "''[0]",
    "'한글'[0], len('한글'), '한글'[::-1]",
    "'a😀b'[1], len('a😀b')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
