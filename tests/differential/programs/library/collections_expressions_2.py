# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from collections import *

EXPRESSIONS = (
    'deque().popleft()',
    'deque([1])[5]',
    "defaultdict(int), defaultdict(list, {'a': [1]}), defaultdict(int)['x'], defaultdict(None, {})",
    'defaultdict(5)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
