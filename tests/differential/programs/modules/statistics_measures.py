# SPDX-License-Identifier: MIT
import statistics as S
from fractions import Fraction as F
print(S.mean([1, 2, 3, 4]), S.mean([1.5, 2]), S.median([3, 1, 2]), S.median([1, 2, 3, 4]), S.mode('aabbb'), S.multimode('aabb'))
print(S.stdev([1, 2, 3, 4]), S.pstdev([1.5, 2.5, 4]), S.variance([1, 2, 3, 4]), S.pvariance([1, 2, 3]), S.fmean([1, 2]))
print(S.quantiles([1, 2, 3, 4, 5]), S.harmonic_mean([40, 60]), S.geometric_mean([54, 24, 36]), S.correlation([1, 2, 3], [1, 2, 4]))
print(S.linear_regression([1, 2, 3], [2, 4, 7]), S.median_low([1, 2, 3, 4]), S.mean([F(1, 2), F(1, 3)]), S.NormalDist(1, 2))
for f in (lambda: S.mean([]), lambda: S.stdev([1]), lambda: S.median([]), lambda: S.mode([])):
    try: f()
    except S.StatisticsError as e: print(e)
