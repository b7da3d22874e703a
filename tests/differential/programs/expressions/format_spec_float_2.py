# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "format(2.5, '.0f'), format(3.5, '.0f'), format(0.0, '+.1f'), format(-0.0, '.1f')",
    "format(1.5, 'd')",
    "format(1.5, 'x')",
    "format(1.5, 'n')",
    "format(1.1, '.20f'), format(1e22, '.0f')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
