# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '[1] * [2]',
    "'a' * 'b'",
    'object() + 1',
    'len < 5',
    'lambda: 0 < 5',
    "1 if 'a' > 1 else 2",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
