# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "__import__('math').isclose(0.1 + 0.2, 0.3), __import__('math').isnan(float('nan')), __import__('math').isinf(1), __import__('math').isfinite(1)",
    "__import__('math').hypot(3, 4), __import__('math').dist((0, 0), (3, 4)), __import__('math').prod([1, 2, 3]), __import__('math').fsum([0.1] * 10)",
    "__import__('math').sin(0), __import__('math').cos(0), __import__('math').atan2(1, 1), __import__('math').degrees(3.141592653589793), __import__('math').radians(180)",
    "__import__('math').modf(1.5), __import__('math').frexp(8.0), __import__('math').ldexp(0.5, 4), __import__('math').copysign(1, -0.0), __import__('math').fmod(-7, 3)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
