# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '2.0 ** 0.5, 2.0 ** -1, (-8) ** (1 / 1)',
    '10.0 ** 400',
    'int(1e20), int(-2.7)',
    "int(float('nan'))",
    'abs(-2.5), -(-2.5), +2.5',
    'hash(1.0) == hash(1), hash(0.5)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
