# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "not [], not 'a', not not 1",
    "any([0, '', None]), any([0, 1]), all([]), all([1, 0]), any([])",
    'all(5)',
    '1 in [1.0], True in [1], [] in [[]], None in [None]',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
