# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'a\\nb\\r\\nc\\rd'.splitlines(), 'a\\n'.splitlines(True), ''.splitlines()",
    "'a=b=c'.partition('='), 'abc'.partition('='), 'a=b=c'.rpartition('='), 'abc'.rpartition('=')",
    "'abc'.partition('')",
    "','.join(['a', 'b']), ''.join([]), '-'.join('abc'), ','.join({'x': 1})",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
