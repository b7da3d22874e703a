# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "chr(0), chr(97), chr(0x1f600), ord('a'), ord('한')",
    'chr(-1)',
    'chr(0x110000)',
    "ord('ab')",
    "ord('')",
    'ord(1)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
