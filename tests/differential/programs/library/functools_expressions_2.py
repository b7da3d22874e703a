# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from functools import *

EXPRESSIONS = (
    'partial()',
    'partial(5)',
    "cache(len)('ab'), lru_cache(maxsize=2)(str)(5)",
    'lru_cache(len)([])',
    'wraps(len)(lambda: 0).__name__, update_wrapper(lambda: 0, len).__name__',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
