# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '(2.5).is_integer(), (2.0).is_integer()',
    '(0.75).as_integer_ratio()',
    "float('inf').as_integer_ratio()",
    'round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1e20)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
