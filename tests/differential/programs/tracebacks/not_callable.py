# SPDX-License-Identifier: MIT
x = 5
def f():
    return x(3)
f()
