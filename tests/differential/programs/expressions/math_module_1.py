# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "__import__('math').sqrt(16), __import__('math').floor(-1.5), __import__('math').ceil(1.2), __import__('math').trunc(-1.7)",
    "__import__('math').factorial(10), __import__('math').gcd(12, 18, 24), __import__('math').lcm(4, 6), __import__('math').comb(10, 3), __import__('math').perm(5)",
    "__import__('math').sqrt(-1)",
    "__import__('math').log(0)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
