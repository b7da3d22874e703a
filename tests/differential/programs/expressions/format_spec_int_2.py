# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "format(65, 'c'), format(42, 'f'), format(42, '.2e'), format(42, '%'), format(42, 'g')",
    "format(42, 's')",
    "format(42, '.2d')",
    "format(42, 'q')",
    "format(42, ',x')",
    "format(True, 'd'), format(True, ''), format(True, '5')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
