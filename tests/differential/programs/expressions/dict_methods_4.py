# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "{'a': 1} + {'b': 1}",
    "dict(a=1, b=2), dict([('a', 1)]), dict({'a': 1}, b=2), dict.fromkeys('ab'), dict.fromkeys([1, 2], 0)",
    'dict([1, 2])',
    "dict(['abc'])",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
