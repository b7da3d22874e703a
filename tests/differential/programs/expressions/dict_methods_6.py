# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '{{}: 1}',
    "{'a': 1}.setdefault('b', 2), {'a': 1}.setdefault('a', 5)",
    "{'a': {'b': [1]}}['a']['b'][0]",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
