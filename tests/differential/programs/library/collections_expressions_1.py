# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from collections import *

EXPRESSIONS = (
    "Counter('banana'), Counter('banana').most_common(1), Counter(a=1) + Counter(a=2), Counter('ab') & Counter('bc')",
    "Counter('aab')['z'], Counter([1, 1, 2]).total(), sorted(Counter('abc').elements())",
    "deque([1, 2, 3]), deque([1, 2, 3], 2), deque('abc')[1], list(reversed(deque([1, 2])))",
    'deque([1]).pop(), deque([1, 2]).popleft(), deque([1, 2]) == deque([1, 2]), deque([1]) + deque([2])',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
