from functools import partial
from multiprocessing import Pool


def power(base, exponent, mod=None):
    return pow(base, exponent, mod)


if __name__ == '__main__':
    with Pool(2) as pool:
        print(pool.starmap(power, [(2, 3), (3, 2), (2, 10, 1000)]))
        print(pool.map(partial(power, exponent=3), [1, 2, 3]))
        print(pool.apply(power, (2,), {'exponent': 5}))
        print(pool.starmap_async(power, [(2, 2)]).get(timeout=5))
        print(pool.map(str.upper, ['a', 'b']), pool.map(len, [[1], []]))
