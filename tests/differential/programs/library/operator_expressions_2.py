# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import operator as o

EXPRESSIONS = (
    "o.add('a', 1)",
    'o.getitem([1, 2], 1), o.index(True), o.is_(None, None), o.xor(5, 3), o.floordiv(7, 2)',
    "sorted([('b', 2), ('a', 1)], key=o.itemgetter(1)), o.length_hint([1]), o.countOf('aab', 'a'), o.indexOf('abc', 'c')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
