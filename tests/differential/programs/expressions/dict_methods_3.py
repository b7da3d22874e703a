# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "{'a': 1, 'b': 2}.items(), {'a': 1}.keys(), {'a': 1}.values()",
    "list({'a': 1, 'b': 2}), sorted({'b': 1, 'a': 2}), len({1: 2}), 1 in {1: 2}",
    "{'a': 1} | {'b': 2}, {'a': 1} == {'a': 1}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}",
    "{'a': 1} < {'b': 1}",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
