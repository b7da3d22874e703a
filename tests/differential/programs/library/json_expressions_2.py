# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import json

EXPRESSIONS = (
    'json.dumps({(1, 2): 3})',
    "json.dumps(float('nan')), json.dumps(1e100), json.dumps(10 ** 20)",
    'json.loads(\'{"a": [1, 2.0, null, true, "x"]}\'), json.loads(\'[]\'), json.loads(\'"\\\\u00e9"\'), json.loads(\'-1.5e2\')',
    'json.loads(\'{"a": 1,}\')',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
