# SPDX-License-Identifier: MIT
def permutations(items):
    if not items:
        yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item] + rest
print(list(permutations([1, 2, 3])))
def queens(n, row=0, columns=()):
    if row == n:
        yield columns
    for c in range(n):
        if all(c != k and abs(c - k) != row - r for r, k in enumerate(columns)):
            yield from queens(n, row + 1, columns + (c,))
print(sum(1 for _ in queens(6)), next(queens(8)))
