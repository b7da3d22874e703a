# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "ascii('é한\\U0001f600\\n')",
    "r'\\n', b'\\n\\x00\\xff', rb'\\n'",
    '\'a\' \'b\' "c"',
    "len('\\x41\\101\\u0041')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
