# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import re

EXPRESSIONS = (
    "re.findall(r'\\w+', 'a b1 _c'), re.findall(r'(a)(b)?', 'aba'), re.sub('a', 'x', 'banana', count=2), re.split(r'(,)', 'a,b')",
    "re.match('b', 'abc'), re.search('b', 'abc').span(), re.fullmatch('a.c', 'abc').group(), re.match('(?P<x>a)', 'a').groupdict()",
    "re.sub(r'(?P<a>\\w)(\\w)', r'\\2\\g<a>', 'abcd'), re.sub('a', lambda m: m.group().upper(), 'banana'), re.subn('a', '', 'banana')",
    "re.compile('[')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
