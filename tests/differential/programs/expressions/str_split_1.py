# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'a,b,c'.split(','), 'a,b,c'.split(',', 1), ''.split(','), ''.split(), ' a  b '.split()",
    "'a  b c'.split(' '), 'abc'.split('abc'), 'a,b,c'.rsplit(',', 1)",
    "'abc'.split('')",
    "'abc'.split(1)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
