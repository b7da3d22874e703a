# lines: any order
from multiprocessing import Pool


def talk(n):
    print('worker got', n, flush=True)
    return n * n


if __name__ == '__main__':
    with Pool(2) as pool:
        print(pool.map(talk, range(4)))
