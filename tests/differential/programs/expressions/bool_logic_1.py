# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "True and False, True or False, not True, 1 and 2, 0 or 'a', None or [], [] and 1",
    "1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 1 is 1 if False else 'skip'",
    "bool(''), bool('a'), bool([]), bool([0]), bool({}), bool(0.0), bool(None), bool(range(0))",
    'True + True, True * 5, sum([True, False, True]), isinstance(True, int), str(True)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
