# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'abc'.isascii(), 'é'.isascii(), 'a\\n'.isprintable(), 'a b'.isprintable(), '\\u200b'.isprintable()",
    "'a' * 3, 3 * 'ab', 'a' * 0, 'a' * -1",
    "'a' * 1.5",
    "'a' + 1",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
