# SPDX-License-Identifier: MIT
from __future__ import annotations
from datetime import date, datetime
from decimal import Decimal, getcontext, ROUND_UP
from fractions import Fraction
from inspect import Parameter, signature, getcallargs
from pathlib import Path, PurePath, PurePosixPath
from statistics import NormalDist, StatisticsError, fmean, mean, median, pstdev, pvariance, stdev, variance
import ast, statistics
print(mean([Decimal("0.5"), Decimal("0.75")]), variance([Decimal("27.5"), Decimal("30.25"), Decimal("41.75")]), stdev([Decimal("1"), Decimal("2")]), mean([1, Fraction(1, 3)]), mean([1, 2.5]), pvariance([1, Decimal(2)]), mean([True, 3]), mean([float("inf"), 1]))
try: mean([Decimal(1), 1.5])
except TypeError as e: print(e)
try: mean(["a"])
except TypeError as e: print(e)
a, b = NormalDist(5, 2.5), NormalDist.from_samples([2.5, 3.1, 2.1, 2.4, 2.7, 3.5])
print(a * (9 / 5) + 32, a + NormalDist(1, 2), 3 - a, a / 2, -a, a == NormalDist(5, 2.5), hash(a) == hash(NormalDist(5, 2.5)), a - b, 2 * a)
print([round(x, 9) for x in a.quantiles()], [a.inv_cdf(p) for p in (1e-12, .001, .3, .5, .975, 1 - 1e-9)], round(NormalDist(2.4, 1.6).overlap(NormalDist(3.2, 2.0)), 4), NormalDist(0, 1).overlap(NormalDist(1, 1)))
for p in (0, 1):
    try: a.inv_cdf(p)
    except StatisticsError as e: print(e)
print(date.fromisoformat("2021-W01-1"), date.fromisoformat("2021W011"), date.fromisoformat("2021-W53") if False else date.fromisoformat("2020-W53"), datetime.fromisoformat("2011-W01-2T00:05:23.283"), datetime.fromisoformat("2011W01T12"), datetime.fromisoformat("20111104T000523"))
for bad in ("2021-W54-1", "2021-W01-8", "2021-W1-1", "2021-W01-1-1"):
    try: print(date.fromisoformat(bad))
    except ValueError as e: print(e)
getcontext().rounding = ROUND_UP
print(round(Decimal("1.34"), 1), round(Decimal("1.34")), Decimal("1.31").quantize(Decimal("0.1")))
p = signature(lambda foo=42: 0).parameters["foo"]
print(p.replace(default=Parameter.empty, annotation="spam"), p.replace(name="bar"), p.replace(annotation=int), signature(lambda a: 0).replace(return_annotation=int))
print(PurePath("/a.py").match("/*.py"), PurePath("a/b.py").match("/*.py"), PurePath("/a/b.py").match("b.*"), PurePosixPath("/etc/pass wd").as_uri(), PurePath("x").is_reserved())
try: PurePath("a").as_uri()
except ValueError as e: print(e)
print(Path("~/x").expanduser() == Path.home() / "x", Path("a/~").expanduser())
print(ast.literal_eval("{'a': [1, -2.5, (3+4j)], 'b': {1, 2}, 'c': (None, True, b'x', 'y' 'z')}"))
for bad in ("f(1)", "1 + 2", "[1,", "a"):
    try: ast.literal_eval(bad)
    except (ValueError, SyntaxError) as e: print(type(e).__name__, str(e).split(":")[0])
