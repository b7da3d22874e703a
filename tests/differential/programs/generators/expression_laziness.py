# SPDX-License-Identifier: MIT
def show(x):
    print('evaluating', x)
    return x
g = (show(i) for i in range(3))
print('made')
print(next(g))
print(list(g))
print(any(show(i) > 0 for i in range(5)))
n = 10
h = (n * i for i in range(2))
n = 100
print(list(h))
