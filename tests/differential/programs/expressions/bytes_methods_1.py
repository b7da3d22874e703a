# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "b'abc'[0], b'abc'[1:], b'abc'[::-1], len(b'abc'), list(b'abc')",
    "b'abc' + b'd', b'ab' * 2, b'a' in b'abc', 97 in b'abc', b'abc' == b'abc'",
    "b'abc'[5]",
    "b'a' + 'b'",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
