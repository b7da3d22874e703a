from concurrent.futures import ProcessPoolExecutor, BrokenExecutor


def setup():
    raise RuntimeError('cannot set up')


if __name__ == '__main__':
    with ProcessPoolExecutor(1, initializer=setup) as pool:
        try:
            print(pool.submit(abs, -3).result())
        except BrokenExecutor as e:
            print(type(e).__name__, e)
