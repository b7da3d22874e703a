# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'hello'.find('l'), 'hello'.rfind('l'), 'hello'.find('z'), 'hello'.find('')",
    "'hello'.find('l', 3), 'hello'.find('l', 0, 2), 'hello'.index('e')",
    "'hello'.index('z')",
    "'hello'.rindex('l')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
