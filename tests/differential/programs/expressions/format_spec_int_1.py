# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "format(42, ''), format(42, 'd'), format(42, '6d'), format(42, '<6d') + '|', format(42, '^6d') + '|'",
    "format(42, '+d'), format(42, ' d'), format(-42, '06d'), format(42, '*>6')",
    "format(255, 'b'), format(255, 'o'), format(255, 'x'), format(255, '#X'), format(255, '#b')",
    "format(1234567, ','), format(1234567, '_'), format(0xffff, '_x'), format(1234, '010,')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
