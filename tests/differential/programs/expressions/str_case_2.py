# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'한글'.upper(), 'ǆ'.title(), 'ΑΣ'.lower()",
    "'a' < 'b', 'Z' < 'a', 'abc' < 'abd', 'a' < 'aa', '' < 'a'",
    "'a' < 1",
    "'a' == 1, 'a' != 1",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
