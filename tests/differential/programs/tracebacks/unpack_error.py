# SPDX-License-Identifier: MIT
def point():
    return 1, 2, 3
x, y = point()
