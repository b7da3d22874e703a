# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "5 in range(10), 5.0 in range(10), 'a' in range(5), 3 in range(0, 10, 2)",
    'range(3) == range(0, 3), range(0) == range(2, 1), hash(range(3)) == hash(range(0, 3))',
    'range(10).index(3), range(10).count(3), range(10).start, range(1, 9, 2).stop, range(1, 9, 2).step',
    'range(10).index(50)',
    'range(10 ** 20)[10 ** 19], len(range(10 ** 10))',
    'sum(range(101)), max(range(5)), sorted(range(3), reverse=True), reversed(range(3))',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
