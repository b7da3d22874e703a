# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from itertools import *

EXPRESSIONS = (
    "list(chain('ab', [1])), list(islice('abcdef', 1, 5, 2)), list(islice(count(3), 2)), list(repeat('x', 2))",
    'list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([1], initial=5))',
    "list(product([1, 2], 'ab')), list(permutations([1, 2])), list(combinations('abc', 2)), len(list(product(range(3), repeat=3)))",
    "[(k, len(list(g))) for k, g in groupby('aabccc')], list(zip_longest('ab', 'c')), list(pairwise('abc'))",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
