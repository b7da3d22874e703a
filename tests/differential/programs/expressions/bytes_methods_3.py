# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "bytes('a')",
    'bytes(-1)',
    "b'a,b'.split(b','), b' a '.strip(), b'abc'.replace(b'b', b'X'), b'abc'.find(b'c'), b'-'.join([b'a', b'b'])",
    "b'a'.join(['a'])",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
