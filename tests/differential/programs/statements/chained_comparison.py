# SPDX-License-Identifier: MIT
def v(x):
    print('eval', x)
    return x
print(v(1) < v(2) < v(3)); print(v(3) < v(2) < v(1)); print(1 < 2 > 1 == 1 != 2 is not None)
x = 5; print(0 < x <= 5, not 0 < x < 5, x == 5 in [True], (x == 5) in [True])
