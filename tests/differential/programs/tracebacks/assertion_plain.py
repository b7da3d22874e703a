# SPDX-License-Identifier: MIT
x = 3
assert x == 4
