# SPDX-License-Identifier: MIT
import random
random.seed(7); print(random.random(), random.randint(1, 10), random.choice('abc'), random.sample(range(10), 3), random.uniform(1, 2))
l = [1, 2, 3, 4]; random.shuffle(l); print(l, random.gauss(0, 1), random.choices('ab', k=4), random.randrange(0, 100, 5))
r = random.Random(42); print(r.random(), [r.randint(0, 9) for _ in range(5)], r.getrandbits(8))
