# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import operator as o

EXPRESSIONS = (
    "o.add(1, 2), o.mul(2, 3), o.itemgetter(1)('abc'), o.itemgetter(0, 2)('abc'), o.attrgetter('real')(5), o.methodcaller('upper')('a')",
    "o.itemgetter(5)('abc')",
    "o.attrgetter('nope')(5)",
    "o.contains([1], 1), o.not_(0), o.truth([]), o.neg(5), o.lt(1, 2), o.eq('a', 'a'), o.concat('a', 'b')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
