# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '[a for a, b in [(1, 2), (3, 4)]], [b for a, *b in [(1, 2, 3)]]',
    '[x for x in 5]',
    '[1 / x for x in (1, 0)]',
    '[undefined for x in (1,)]',
    "list(map(lambda x: x + 1, range(3))), list(filter(lambda x: x > 1, range(4))), list(zip('ab', (1, 2)))",
    "dict(zip('ab', range(2))), [*zip(*[(1, 2), (3, 4)])], list(enumerate('ab', 1))",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
