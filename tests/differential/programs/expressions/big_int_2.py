# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'str(2 ** 200)',
    'int(str(3 ** 150)) == 3 ** 150',
    '2 ** 62 + 2 ** 62, 2 ** 63 - 1 + 1',
    '-(2 ** 63), abs(-(2 ** 63))',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
