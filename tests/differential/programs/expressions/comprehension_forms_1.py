# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "[x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in 'ab' for y in (1, 2)]",
    "{x % 3 for x in range(10)}, {x: x * x for x in range(3)}, list(x for x in 'ab')",
    "[[j for j in range(i)] for i in range(4)], sum(x for x in range(5)), [x if x else 'z' for x in (0, 1)]",
    '[y := 5, y + 1], [(z := x, z * 2) for x in range(2)]',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
