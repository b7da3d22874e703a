# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '1e308 * 10, -1e308 * 10',
    "float('1e5'), float(' 2.5 '), float('.5'), float('5.'), float('1_0.5')",
    "float('abc')",
    "float('')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
