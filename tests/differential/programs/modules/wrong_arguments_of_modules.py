# SPDX-License-Identifier: MIT
# What modules say of arguments that are not what they want.
import csv
import html
import pickle
import random
import unittest
from contextlib import *
from datetime import date, datetime

for text in (
    "date('2024')", "datetime('2024')", 'date(2024)', 'csv.writer(5)', 'random.randrange(0)',
    "html.unescape('caf&eacute; &frac12; &lt;b&gt; &nope;')",
):
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)

pickled = pickle.dumps([1, 'two', {3: (4.0, None)}])
for size in (0, 1, 2, 5, 12, len(pickled) - 1):
    try:
        print(size, pickle.loads(pickled[:size]))
    except Exception as error:
        print(size, type(error).__name__, error)


def reads_too_early():
    print(later)
    later = 1


try:
    reads_too_early()
except UnboundLocalError as error:
    print(error, error.name)

case = unittest.TestCase()
try:
    case.assertCountEqual([1, 2, 2], [2, 1, 1, 3])
except AssertionError as error:
    print(error)

with suppress(KeyError), closing(open(__file__)) as file:
    {}['nothing']
print(file.closed)
random.seed(1)
print(random.randint(1, 6.0))
print(random.randrange(10.0))
random.randrange(1.5)
