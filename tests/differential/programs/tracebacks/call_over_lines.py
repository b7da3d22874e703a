# SPDX-License-Identifier: MIT
def f(a, b):
    return a / b
result = f(
    10,
    0,
)
