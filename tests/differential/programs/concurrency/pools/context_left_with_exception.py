import multiprocessing


def f(x):
    return x


if __name__ == '__main__':
    try:
        with multiprocessing.Pool(1) as pool:
            print(pool.map(f, [1, 2]))
            raise RuntimeError('in the body')
    except RuntimeError as e:
        print('left:', e)
    try:
        pool.apply(f, (1,))
    except ValueError as e:
        print(e)
