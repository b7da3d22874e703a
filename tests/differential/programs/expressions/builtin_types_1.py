# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "type(1), type('a'), type([]), type(None), type(type), type(len), type(lambda: 0), type(...)",
    "isinstance(1, int), isinstance(1, (str, int)), isinstance(True, int), isinstance('a', object), isinstance([], list | dict)",
    'isinstance(1, 5)',
    'issubclass(bool, int), issubclass(int, (str, object)), issubclass(int, int)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
