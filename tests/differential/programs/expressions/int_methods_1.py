# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "(10).to_bytes(2, 'big'), (10).to_bytes(2, 'little')",
    "(-1).to_bytes(2, 'big', signed=True)",
    "(256).to_bytes(1, 'big')",
    "(-1).to_bytes(1, 'big')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
