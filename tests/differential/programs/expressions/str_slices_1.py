# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'hello'[0], 'hello'[-1], 'hello'[1:3], 'hello'[:2], 'hello'[3:]",
    "'hello'[::-1], 'hello'[::2], 'hello'[4:1:-1], 'hello'[10:], 'hello'[-3:-1]",
    "'hello'[10]",
    "'hello'['a']",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
