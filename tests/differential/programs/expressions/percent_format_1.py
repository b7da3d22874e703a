# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
EXPRESSIONS = (
    "'%d %i %u' % (1, 2, 3), '%5d|%-5d|%05d|%+d|% d' % (1, 2, 3, 4, 5)",
    "'%x %X %#x %o %#o' % (255, 255, 255, 8, 8)",
    "'%f %.2f %e %g %G' % (1.5, 2.345, 12345.678, 1e-10, 1e20)",
    "'%s %r %a' % ('é', 'é', 'é'), '%10s|%-10s|%.2s' % ('a', 'b', 'abc')",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
