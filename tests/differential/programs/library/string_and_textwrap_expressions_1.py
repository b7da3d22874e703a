# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import string, textwrap

EXPRESSIONS = (
    "string.capwords('hello world'), string.digits, string.hexdigits, string.ascii_uppercase",
    "string.Template('$a-${b}').substitute(a=1, b=2), string.Template('$a').safe_substitute(), string.Template('$$').substitute()",
    "string.Template('$a').substitute()",
    "string.Template('$ ').substitute()",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
