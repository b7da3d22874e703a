import os
from concurrent.futures import ProcessPoolExecutor


def die(n):
    os._exit(n)


if __name__ == '__main__':
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(die, [3])))
