# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'%c%c' % ('a', 98), '%%' % ()",
    "'%(a)s %(b)d' % {'a': 1, 'b': 2}",
    "'%*d' % (5, 42), '%.*f' % (2, 3.14159)",
    "'%d' % 3.7, '%d' % True, '%s' % None",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
