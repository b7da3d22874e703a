# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import json

EXPRESSIONS = (
    'json.dumps({\'a\': [1, 2.5, None, True, \'x\']}), json.dumps([]), json.dumps({}), json.dumps(\'é\\n"\')',
    "json.dumps({1: 2, None: 3, True: 4, 2.5: 5}), json.dumps((1, 2)), json.dumps('é', ensure_ascii=False)",
    "json.dumps([1, {'a': 2}], indent=2), json.dumps({'b': 1, 'a': 2}, sort_keys=True), json.dumps([1, 2], separators=(',', ':'))",
    'json.dumps({1, 2})',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
