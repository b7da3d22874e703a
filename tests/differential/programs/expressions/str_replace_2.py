# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "str.maketrans('a', 'bc')",
    "'a{}b'.format(1), '{0}{1}{0}'.format('a', 'b'), '{x}'.format(x=1), '{0.real}'.format(3), '{0[a]}'.format({'a': 5})",
    "'{}'.format()",
    "'{x}'.format()",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
