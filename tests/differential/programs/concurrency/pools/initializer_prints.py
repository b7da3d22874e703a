import multiprocessing


def init(value):
    print('initializing with', value, flush=True)


def f(x):
    return x * x


if __name__ == '__main__':
    with multiprocessing.Pool(1, init, ('seed',)) as pool:
        print(pool.map(f, [1, 2, 3]))
