# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    'callable(len), callable(5), callable(int), callable(lambda: 0)',
    "hash('a') == hash('a'), hash(1), hash(None) is not None, hash((1, 2)) == hash((1, 2))",
    'hash([])',
    "id(5) == id(5), dir(5)[:2], hasattr(5, 'real'), getattr(5, 'real'), getattr(5, 'nope', 'd')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
