# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'hello'.rindex('z')",
    "'banana'.count('a'), 'banana'.count('ana'), 'banana'.count(''), ''.count('')",
    "'a' in 'cat', 'z' in 'cat', '' in 'cat', '' in ''",
    "1 in 'cat'",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
