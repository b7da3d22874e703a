# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from functools import *

EXPRESSIONS = (
    'reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, [3, 1]), reduce(lambda a, b: a, [], 7)',
    'reduce(lambda a, b: a, [])',
    "partial(pow, 2)(5), partial(int, base=2)('11'), partial(print, sep='-').keywords, partial(max, 1, 5)(3)",
    'sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), lru_cache()(lambda x: x)(5)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
