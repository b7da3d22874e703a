# SPDX-License-Identifier: MIT
class Broken:
    x = 1
    y = x + undefined
