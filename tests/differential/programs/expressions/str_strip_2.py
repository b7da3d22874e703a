# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'a'.center(5), 'a'.center(4, '*'), 'ab'.center(5, '-'), 'abc'.center(2)",
    "'a'.ljust(3) + '|', 'a'.rjust(3), 'a'.ljust(3, '.')",
    "'a'.center(5, 'xx')",
    "'42'.zfill(5), '-42'.zfill(5), '+4'.zfill(4), 'abc'.zfill(2)",
    "'a\\tb'.expandtabs(), 'a\\tb'.expandtabs(4), '\\t'.expandtabs(0)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
