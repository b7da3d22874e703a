# SPDX-License-Identifier: MIT
try:
    1 / 0
except ZeroDivisionError:
    undefined
