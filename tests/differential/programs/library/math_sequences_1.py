# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import math, statistics, random, bisect, heapq

EXPRESSIONS = (
    'math.gcd(), math.gcd(12, 18), math.lcm(3, 4, 6), math.prod([]), math.comb(5, 7), math.sumprod if False else 0',
    'math.floor(2.7), math.ceil(-2.7), math.log(math.e), math.sqrt(2) ** 2, math.fabs(-3), math.factorial(0)',
    'bisect.bisect([1, 3, 5], 3), bisect.bisect_left([1, 3, 5], 3), bisect.bisect([], 1)',
    'heapq.nsmallest(2, [3, 1, 2]), heapq.nlargest(2, [3, 1, 2]), list(heapq.merge([1, 3], [2])), heapq.heappop([1, 2])',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
