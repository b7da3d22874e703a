import random
from multiprocessing import Pool


def inside(args):
    seed, n = args
    rng = random.Random(seed)
    return sum(rng.random() ** 2 + rng.random() ** 2 <= 1 for _ in range(n))


if __name__ == '__main__':
    with Pool(3) as pool:
        hits = pool.map(inside, [(s, 500) for s in range(6)])
    print(hits, f'{4 * sum(hits) / 3000:.4f}')
