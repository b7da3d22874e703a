import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def die():
    os._exit(1)


if __name__ == '__main__':
    with ProcessPoolExecutor(1) as pool:
        try:
            pool.submit(die).result()
        except BrokenProcessPool as e:
            print(type(e).__mro__[1].__name__, e)
        try:
            pool.submit(abs, 1)
        except BrokenProcessPool as e:
            print(e)
