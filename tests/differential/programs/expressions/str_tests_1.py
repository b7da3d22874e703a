# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'abc'.isalpha(), 'ab1'.isalpha(), ''.isalpha(), '한글'.isalpha()",
    "'123'.isdigit(), '²'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), '١'.isdecimal()",
    "'a1'.isalnum(), 'a 1'.isalnum(), ' \\t'.isspace(), ''.isspace()",
    "'abc'.isidentifier(), '1a'.isidentifier(), 'class'.isidentifier(), '_x'.isidentifier(), '변수'.isidentifier()",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
