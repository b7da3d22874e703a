# SPDX-License-Identifier: MIT
print(2 ** 100, 2 ** 200 // 3 ** 50, -7 // 2, -7 % 3, 7 % -3, divmod(-7, 2), divmod(2 ** 70, -3), -2 ** 2, 2 ** -1, 0 ** 0)
print(1 << 70, (1 << 70) >> 65, -1 >> 3, ~5, 5 & 3, 5 | 3, 5 ^ 3, -5 & 0xff, 2 ** 64 & (2 ** 64 - 1), 2 ** 65 ^ -1)
print(hex(2 ** 70), oct(64), bin(-5), int('ff', 16), int('0b101', 0), int('-12_34'), int(' 42 '), int(3.99), int(-3.99), 0x_ff, 1_000)
print((255).bit_length(), (255).bit_count(), (3).conjugate(), (7).numerator, int(True), abs(-3), pow(3, 100, 7), pow(3, -1, 7), round(12345, -2), round(2.5), round(3.5), round(-2.5), round(2.675, 2))
print(10 ** 18 * 10 ** 18, 123456789 ** 5, len(str(3 ** 1000)), 100 ** 50 % 97, 2 ** 62, 2 ** 63, -2 ** 63, 2 ** 62 * 2, 4611686018427387904 - 1)
print(float(2 ** 80), 2 ** 80 / 2 ** 78, 10 ** 30 // 10 ** 28, int(1e20), 1e20 == 10 ** 20, 2 ** 53 + 1 == float(2 ** 53 + 1), 3 < 2 ** 70, hash(2 ** 61 - 1), hash(-1), hash(2 ** 100))
print(0.1 + 0.2, 1 / 3, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 100.0, 1e5, 123456789.123, .1, 3.0 // 2, -3.5 % 2, 2.0 ** .5, (0.5).as_integer_ratio(), (2.5).is_integer(), float.fromhex('0x1.8p1'), (1.5).hex())
print(7 // 2.0, 7.5 // 2, 1e308 * 10, -1e308 * 10, float('1e400'), 1 == 1.0 == True, sum([0.1] * 10))
import math
print(math.sqrt(2), math.pi, math.factorial(20), math.gcd(12, 18), math.lcm(4, 6), math.floor(-1.5), math.ceil(-1.5), math.isclose(.1 + .2, .3), math.comb(5, 2), math.perm(5, 2), math.prod([1, 2, 3]), math.log(8, 2), math.log2(8), math.log10(1000), math.hypot(3, 4), math.fsum([.1] * 10), math.isqrt(17), math.inf, math.trunc(2.7), math.degrees(math.pi), math.exp(1), math.sin(1), math.atan2(1, 1))
10.0 ** 400
