# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'float([])',
    "float('infinity'), float('NaN')",
    '3.0 == 3, 3.5 > 3, 2.5 < 2',
    "float.fromhex('0x1.8p3'), (10.5).hex()",
    'repr(1e100), str(1.10)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
