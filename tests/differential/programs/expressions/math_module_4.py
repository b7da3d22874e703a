# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "__import__('math').isqrt(17), __import__('math').cbrt(27), __import__('math').nextafter(1, 2), __import__('math').ulp(1.0)",
    "__import__('math').sqrt('a')",
    "__import__('math').exp(1000)",
    "__import__('math').pow(2, 0.5), __import__('math').gamma(5), __import__('math').erf(0.5)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
