# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from itertools import *

EXPRESSIONS = (
    "list(takewhile(str.isalpha, 'ab1c')), list(dropwhile(str.isalpha, 'ab1c')), list(filterfalse(str.isalpha, 'a1')), list(compress('abc', [1, 0, 1]))",
    "list(starmap(max, [(1, 2), (4, 3)])), [list(t) for t in tee('ab')], list(chain.from_iterable(['ab', 'c']))",
    "next(cycle([])) if False else 0, list(islice([], 5)), islice('a', -1) if False else 1",
    "islice('abc', -1)",
    "combinations('abc', -1)",
    'count(1), repeat(5, 2), count(2.5, 0.5)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
