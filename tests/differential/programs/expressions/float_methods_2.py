# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'round(1.25, 1), round(1.35, 1), round(12345.678, -2)',
    "round(float('nan'))",
    "round(float('inf'))",
    '7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
