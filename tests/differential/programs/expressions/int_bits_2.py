# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '(255).bit_length(), (0).bit_length(), (-255).bit_length()',
    '(255).bit_count()',
    '-5 & 0xff, -5 | 1, -5 ^ 3',
    '1 << 100',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
