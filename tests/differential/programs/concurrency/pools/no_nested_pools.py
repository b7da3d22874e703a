import multiprocessing


def inner(n):
    return n + 1


def outer(n):
    with multiprocessing.Pool(1) as pool:
        return pool.map(inner, [n])


if __name__ == '__main__':
    with multiprocessing.Pool(1) as pool:
        try:
            print(pool.map(outer, [1]))
        except AssertionError as e:
            print(e)
