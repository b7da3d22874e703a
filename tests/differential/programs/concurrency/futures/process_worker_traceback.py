from concurrent.futures import ProcessPoolExecutor
import traceback


def deep(n):
    if n == 0:
        raise LookupError('bottom')
    return deep(n - 1)


if __name__ == '__main__':
    with ProcessPoolExecutor(1) as pool:
        f = pool.submit(deep, 2)
        e = f.exception()
        print(repr(e), type(e.__cause__).__name__, str(e.__cause__).count('in deep'))
        print([s.name for s in traceback.extract_tb(e.__traceback__)])
        pool.submit(deep, 1).result()
