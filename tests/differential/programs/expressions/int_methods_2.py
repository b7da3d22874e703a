# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "int.from_bytes(b'\\x01\\x00', 'big'), int.from_bytes(b'\\xff', 'big', signed=True)",
    '(7).numerator, (7).denominator, (7).real, (7).imag',
    '(7).as_integer_ratio()',
    'round(1234, -2), round(1250, -2), round(1350, -2), round(-15, -1)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
