# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
import math, statistics, random, bisect, heapq

EXPRESSIONS = (
    'heapq.heappop([])',
    'statistics.mean([1, 2]), statistics.median([1, 2, 3]), statistics.stdev([1, 2, 3]), statistics.mode([1, 1, 2])',
    "random.Random(1).random(), random.Random(1).randint(1, 6), random.Random(1).choice('abc'), random.Random(2).sample(range(5), 2)",
    'random.Random(1).choice([])',
    'random.randint(5, 1)',
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
