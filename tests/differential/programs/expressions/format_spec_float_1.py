# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "format(3.14159, '.2f'), format(3.14159, '8.2f'), format(3.14159, '<8.2f') + '|', format(-3.14159, '08.2f')",
    "format(1234567.891, ',.2f'), format(1234567.891, '_.1f'), format(0.5, '%'), format(0.1234, '.1%')",
    "format(1e10, 'e'), format(1e10, 'g'), format(1e-10, '.3g'), format(123456789.0, 'g'), format(100000.0, 'g'), format(1e6, 'g')",
    "format(3.0, ''), format(3.0, '.3'), format(1e20, ''), format(float('inf'), '8'), format(float('nan'), 'f')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
