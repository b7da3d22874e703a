# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "int('5') + 1, float('2.5') * 2, str(5) + 'a', bool('False'), list('ab'), tuple('ab'), set('aa')",
    "str(1.0), str(None), str([1, 'a']), str({'a': 1}), str((1,)), str(b'a'), repr('a')",
    "int(2.9), int('-5'), float(5), float('1e3'), complex",
    "chr(65), ord('A'), hex(10), oct(10), bin(10)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
