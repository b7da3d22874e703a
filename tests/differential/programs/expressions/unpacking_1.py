# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "[*range(3)], [*'ab', *[1]], (*[1], 2), {*[1], 2}, {**{'a': 1}, 'b': 2}",
    "(lambda *a, **k: (a, k))(1, *[2], x=1, **{'y': 2})",
    "max(*[1, 2, 3]), print(*[], sep=''), sum([*range(4)])",
    '[*5]',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
