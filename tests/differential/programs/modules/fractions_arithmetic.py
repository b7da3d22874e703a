# SPDX-License-Identifier: MIT
from fractions import Fraction as F
print(F(1, 2) + F(1, 3), F('3/4'), F('1.25'), F(0.5), repr(F(6, -4)), F(1, 3) * 3 == 1, F(7, 2) // 1, F(7, 2) % 1, F(2) ** -2)
print(round(F(7, 3), 2), round(F(5, 2)), float(F(1, 3)), F(1, 2) < 0.6, hash(F(1, 2)) == hash(0.5), F(3.14159).limit_denominator(100), 1 - F(1, 4), 2 / F(3))
print(sum([F(1, 10)] * 10), max(F(1, 2), F(2, 3)), sorted([F(1, 2), F(1, 3)]), F(1, 2).numerator, int(F(7, 2)), -F(1, 2), abs(F(-1, 2)))
for f in (lambda: F(1, 0), lambda: F('x'), lambda: F(1.5, 2), lambda: F(1) / 0):
    try: f()
    except Exception as e: print(type(e).__name__, e)
