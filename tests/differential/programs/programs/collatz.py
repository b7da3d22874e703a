# SPDX-License-Identifier: MIT
def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1
print(*collatz(27)); print(max((len(list(collatz(n))), n) for n in range(1, 200)))
