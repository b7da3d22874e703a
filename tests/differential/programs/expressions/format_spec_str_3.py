# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "format([1], '5')",
    "format(None, 's')",
    'f\'{1+1} {"a"!r} {3.14159:.2f} {[1, 2]}\', f\'{{}}\', f\'{1:>{5}}|\'',
    'f\'{"a" "b"}\', f\'{(lambda: 1)()}\', f\'{ {"a": 1}["a"] }\'',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
