import multiprocessing


def inner(x):
    return {'a': 1}[x]


def outer(x):
    return inner(x)


if __name__ == '__main__':
    with multiprocessing.Pool(1) as pool:
        print(pool.apply(outer, ('a',)))
        print(pool.apply_async(outer, ('b',)).get())
