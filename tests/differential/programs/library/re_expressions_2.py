# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import re

EXPRESSIONS = (
    "re.compile('*a')",
    "re.compile('(?P<1a>x)')",
    "re.findall('^a', 'a\\na', re.M), re.findall('A', 'aA', re.I), re.match('a.b', 'a\\nb', re.S) is not None, re.findall('한', '한글한')",
    "re.match('a', 'abc'), re.compile('a+'), re.search(r'(\\d+)-(\\d+)', 'x 12-34').groups(), re.escape('a+b')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
