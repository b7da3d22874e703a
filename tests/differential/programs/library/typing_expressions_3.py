# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from typing import *

EXPRESSIONS = (
    "TypeVar('T'), TypeVar('T', covariant=True), NewType('U', int)(5), cast(str, 5)",
    'int | str, int | None, isinstance(5, int | str), list[int], dict[str, list[int]], tuple[int, ...], type[int]',
    'list[int]([1, 2]), list[int].__origin__, list[int].__args__, List[int].__origin__',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
