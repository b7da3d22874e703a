# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import copy, pprint, reprlib

EXPRESSIONS = (
    "copy.copy([1, [2]]), copy.deepcopy({'a': [1]}), copy.copy((1,)), copy.deepcopy(5), copy.copy('a'), copy.deepcopy(len) is len",
    "pprint.pformat({'b': 1, 'a': [1, 2]}), pprint.pformat(list(range(30)), width=30), pprint.pformat('a' * 10), pprint.pformat([])",
    "pprint.pformat({'k' * 20: 'v' * 70}), pprint.pformat({1: {2: {3: 4}}}, depth=2), pprint.pformat((1,))",
    "reprlib.repr(list(range(50))), reprlib.repr('x' * 50), reprlib.repr({i: i for i in range(9)}), reprlib.repr(set())",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
