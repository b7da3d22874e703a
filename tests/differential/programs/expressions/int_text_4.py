# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "int(b'12'), int(bytearray(b'7'))",
    'int([])',
    'int(None)',
    "int('1', base=1)",
    'bin(10), oct(64), hex(255), bin(-3)',
    'bin(1.5)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
