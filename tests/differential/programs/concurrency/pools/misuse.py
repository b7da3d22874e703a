import multiprocessing


def f(x):
    return x


if __name__ == '__main__':
    for args in ({'processes': 0}, {'processes': 1, 'initializer': 3}, {'processes': 1, 'maxtasksperchild': 0}):
        try:
            multiprocessing.Pool(**args)
        except Exception as e:
            print(type(e).__name__, e)
    pool = multiprocessing.Pool(1)
    try:
        pool.join()
    except ValueError as e:
        print(e)
    try:
        pool.map(f, 5)
    except TypeError as e:
        print(e)
    try:
        pool.imap(f, [1], chunksize=0)
    except ValueError as e:
        print(e)
    try:
        pool.starmap(f, [1, 2])
    except TypeError as e:
        print(e)
    try:
        pool.apply(lambda: 1)
    except Exception as e:
        print(type(e).__name__, e)
    pool.close()
    for call in (lambda: pool.apply(f, (1,)), lambda: pool.imap(f, [1])):
        try:
            call()
        except ValueError as e:
            print(e)
    pool.join()
    print(pool)
    import pickle
    try:
        pickle.dumps(pool)
    except NotImplementedError as e:
        print(e)
