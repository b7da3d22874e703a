# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from datetime import *

EXPRESSIONS = (
    'date(2024, 2, 29), date(2023, 2, 29)',
    'date(2024, 13, 1)',
    'datetime(2024, 1, 1) + timedelta(hours=36)',
    'datetime(2024, 1, 1) - datetime(2023, 1, 1)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
