# SPDX-License-Identifier: MIT
import timeit, dis
print(timeit.timeit('x = 1', number=100) >= 0, len(timeit.repeat('pass', number=10, repeat=2)), timeit.timeit(lambda: None, number=5) >= 0, timeit.timeit('f(2)', setup='def f(n): return n', number=3) >= 0)
def add(a, b): return a + b
def loop(n):
    total = 0
    for i in range(n):
        total += i
    return total
print([i.opname for i in dis.get_instructions(add)])
print(timeit.timeit('y', globals={'y': 1}, number=2) >= 0)
timeit.timeit('undefined_thing', number=1)
