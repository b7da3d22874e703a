# SPDX-License-Identifier: MIT
print(0xff, 0o17, 0b11, 1_000_000, 1e3, 1.5e-3, .5, 5., 0x_ff, 1_0.0_1, 00, 0xDEADbeef, 10 ** 2)
print(1 .real, 1.0.real, 5 .__add__(3), -5 ** 2, 2 ** 3 ** 2, (-5) ** 2, 7 // -2, --5, ~-1, not not 5)
print(True + 1, 3 / 2, 3 // 2, 3 % 2, 1 if 0 else 2, 0 or 3, 5 and 6, 1 < 2 < 3)
