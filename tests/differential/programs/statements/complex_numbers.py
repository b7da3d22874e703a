# SPDX-License-Identifier: MIT
print((1 + 2j) * 1j, abs(3 + 4j))
