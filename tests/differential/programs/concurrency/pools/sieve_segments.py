import math
from multiprocessing import Pool


def small_primes(n):
    flags = [True] * (n + 1)
    for i in range(2, math.isqrt(n) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, n + 1, i))
    return [i for i in range(2, n + 1) if flags[i]]


def segment(task):
    low, high, primes = task
    flags = [True] * (high - low)
    for p in primes:
        for m in range(max(p * p, (low + p - 1) // p * p), high, p):
            flags[m - low] = False
    return [low + i for i, f in enumerate(flags) if f]


if __name__ == '__main__':
    base = small_primes(32)
    tasks = [(lo, min(lo + 250, 1000), base) for lo in range(33, 1000, 250)]
    with Pool() as pool:
        primes = base + [p for part in pool.map(segment, tasks) for p in part]
    print(len(primes), primes[-5:])
