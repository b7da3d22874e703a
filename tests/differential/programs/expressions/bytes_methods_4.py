# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "b'abc'.hex(), bytes.fromhex('61 62'), b'abc'.decode(), b'\\xc3\\xa9'.decode('utf-8')",
    "bytes.fromhex('6')",
    "b'\\xff'.decode()",
    "b'\\xff'.decode('ascii')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
