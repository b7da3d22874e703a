# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from typing import *

EXPRESSIONS = (
    'get_origin(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]), get_args(Callable[[int], str])',
    'Dict[int]',
    'List[1]',
    'Union[()]',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
