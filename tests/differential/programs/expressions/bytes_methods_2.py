# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'a' in b'abc'",
    "300 in b'abc'",
    "bytes(3), bytes([65, 66]), bytes('é', 'utf-8'), bytes(b'x'), bytes()",
    'bytes([256])',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
