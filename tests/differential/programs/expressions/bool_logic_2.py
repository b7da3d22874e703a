# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "3 if True else 4, (1, 2) if [] else (3,), 'a' if 0 else 'b' if 0 else 'c'",
    'None == None, None is None, None == 0, None != False',
    'None < None',
    'None + 1',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
