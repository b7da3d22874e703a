# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "int('42'), int(' -7 '), int('+3'), int('1_000')",
    "int('ff', 16), int('0xff', 16), int('0b11', 0), int('0o17', 0), int('z', 36)",
    "int('08')",
    "int('08', 0)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
