# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    '\'\\n\\t\\\\\\\'"\', "it\'s", \'say "hi"\', \'both \\\' and "\'',
    "'\\x00\\x1f\\x7f\\x80\\xa0\\xad'",
    "'\\u2028\\ufeff\\ud7ff\\ue000'",
    "'\\U0001f600\\U000e0001'",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
