# SPDX-License-Identifier: MIT
grid = [[0] * 2] * 2
grid[0][5] = 1
