# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import string, textwrap

EXPRESSIONS = (
    "textwrap.wrap('the quick brown fox', 10), textwrap.fill('a b c', 3), textwrap.shorten('hello big world', 12), textwrap.dedent('  a\\n  b')",
    "textwrap.indent('a\\nb', '> '), textwrap.wrap('x' * 12, 5), textwrap.wrap('', 5), textwrap.wrap('a-b-c d', 3)",
    "textwrap.wrap('a', 0)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
