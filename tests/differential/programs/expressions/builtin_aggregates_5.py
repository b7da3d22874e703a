# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'len(x for x in [])',
    'abs(-5), abs(-2.5), divmod(9, 4), pow(2, 3), round(2.567, 1)',
    "abs('a')",
    "round('a')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
