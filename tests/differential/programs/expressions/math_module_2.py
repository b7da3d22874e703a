# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "__import__('math').log(8, 2), __import__('math').log2(8), __import__('math').log10(1000), __import__('math').exp(0), __import__('math').log1p(0)",
    "__import__('math').factorial(-1)",
    "__import__('math').factorial(1.5)",
    "__import__('math').pi, __import__('math').e, __import__('math').inf, __import__('math').nan, __import__('math').tau",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
