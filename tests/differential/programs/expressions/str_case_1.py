# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'Hello World'.lower(), 'Hello World'.upper(), 'Hello World'.swapcase(), 'hello world'.title(), 'hELLO'.capitalize()",
    "'ß'.upper(), 'ß'.casefold(), 'ÀÉ'.lower(), 'ıİ'.lower(), 'ŉ'.upper()",
    '"they\'re bill\'s".title(), \'x1y\'.title()',
    "'abc'.islower(), 'aBc'.islower(), 'ABC'.isupper(), 'Abc Def'.istitle(), ''.islower(), '1'.isupper()",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
