# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'reversed({1})',
    'list(zip()), list(zip([1], [])), list(map(str, [1])), list(filter(None, [0, 1]))',
    'list(zip([1], [1, 2], strict=True))',
    "list(enumerate(['a'], start=5)), next(enumerate('a'))",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
