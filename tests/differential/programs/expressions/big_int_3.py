# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'hash(2 ** 61), hash(2 ** 61 - 1), hash(-(2 ** 61))',
    'float(2 ** 70), 2 ** 70 == float(2 ** 70)',
    '2 ** 1024 / 2 ** 1023',
    'float(2 ** 1024)',
    '2 ** 53 + 1 == float(2 ** 53)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
