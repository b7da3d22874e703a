# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '[3, 1, 2].copy(), [1, 2] + [3], [1] * 3, [] * 5, 2 * [0]',
    '[1, 2, 3].index(2), [1, 2, 1].count(1), [1, 2, 3][::-1], [1, 2, 3][-1]',
    '[1].index(5)',
    '[].pop()',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
