# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "b'\\xff'.decode('latin-1'), b'\\xff'.decode('utf-8', 'replace'), b'a\\xffb'.decode('utf-8', 'ignore')",
    "'é'.encode(), 'é'.encode('latin-1'), 'é'.encode('utf-16'), 'é'.encode('ascii', 'replace')",
    "'é'.encode('ascii')",
    "'a'.encode('nope')",
    "b'%s-%d' % (b'a', 5), b'abc'.upper(), b'Abc'.isalpha(), b'a' < b'b'",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
