# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from datetime import *

EXPRESSIONS = (
    'date(2024, 1, 1).weekday(), date(2024, 1, 1).isoweekday(), date(2024, 12, 30).isocalendar()[1], date(2024, 1, 1).toordinal()',
    'datetime(2024, 1, 1, tzinfo=timezone.utc), datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=9))).isoformat()',
    'datetime(2024, 1, 1, tzinfo=timezone.utc) - datetime(2024, 1, 1)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
