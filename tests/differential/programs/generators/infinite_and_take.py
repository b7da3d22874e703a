# SPDX-License-Identifier: MIT
def count(n=0, step=1):
    while True:
        yield n
        n += step
def take(n, it):
    for _, v in zip(range(n), it):
        yield v
def primes():
    seen = []
    for n in count(2):
        if all(n % p for p in seen):
            seen.append(n)
            yield n
print(list(take(5, count())), list(take(3, count(10, -2))), list(take(10, primes())))
