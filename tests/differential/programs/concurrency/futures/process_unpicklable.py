from concurrent.futures import ProcessPoolExecutor


def make():
    return lambda: 1


if __name__ == '__main__':
    with ProcessPoolExecutor(1) as pool:
        try:
            pool.submit(lambda: 1).result()
        except Exception as e:
            print(type(e).__name__, e)
        try:
            pool.submit(make).result()
        except Exception as e:
            print(type(e).__name__, e)

        def local():
            pass
        try:
            pool.submit(local).result()
        except Exception as e:
            print(type(e).__name__, e)
        print(pool.submit(abs, -1).result())
