# SPDX-License-Identifier: MIT
def a(x):
    return b(x) + 1
def b(x):
    return c(x * 2)
def c(x):
    values = [1, 2, 3]
    return values[x]
print(a(0))
print(a(5))
