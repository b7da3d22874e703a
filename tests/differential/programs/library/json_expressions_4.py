# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import json

EXPRESSIONS = (
    "json.loads('[1] x')",
    'json.loads(5)',
    'json.loads(\'{"a": {"b": [1, {"c": null}]}}\')[\'a\'][\'b\'][1], json.loads(\'[1, 2]\', parse_int=float)',
    "json.JSONDecodeError('msg', 'doc\\nx', 5).lineno, issubclass(json.JSONDecodeError, ValueError)",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
