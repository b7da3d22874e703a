# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import json

EXPRESSIONS = (
    "json.loads('[1, 2')",
    "json.loads('')",
    "json.loads('{a: 1}')",
    'json.loads("{\'a\': 1}")',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
