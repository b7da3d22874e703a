# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from datetime import *

EXPRESSIONS = (
    "datetime.strptime('05/06/24 07:08', '%d/%m/%y %H:%M')",
    "datetime.strptime('2024-05-06 extra', '%Y-%m-%d')",
    "datetime.strptime('nope', '%Y-%m-%d')",
    "datetime(2024, 1, 1).strftime('%j %U %a %b %p %I'), date(2024, 1, 1).strftime('%A'), time(13).strftime('%I %p')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
