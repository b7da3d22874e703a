# lines: any order
from concurrent.futures import ProcessPoolExecutor


def talk(n):
    print('worker', n)
    return n


if __name__ == '__main__':
    with ProcessPoolExecutor(2) as pool:
        print(sum(pool.map(talk, range(4))))
    print('main')
