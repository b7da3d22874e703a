# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from datetime import *

EXPRESSIONS = (
    'timedelta(days=1.5), timedelta(seconds=-1), timedelta(weeks=2, hours=-5)',
    'timedelta(1) / 3, timedelta(1) / timedelta(hours=1), timedelta(1) * 1.5, timedelta(1) % timedelta(hours=5)',
    "date.fromisoformat('2024-05-06'), datetime.fromisoformat('2024-05-06 07:08:09.5'), time.fromisoformat('07:08')",
    "datetime.fromisoformat('2024-5-6')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
