from multiprocessing import Pool


def half(n):
    if n == 3:
        raise ValueError('cannot halve 3')
    return n / 2


if __name__ == '__main__':
    with Pool(2) as pool:
        try:
            pool.map(half, range(5))
        except ValueError as e:
            print('caught', e, type(e.__cause__).__name__)
        print(pool.map(half, [2, 4]))
        it = pool.imap(half, [1, 3, 5])
        for _ in range(3):
            try:
                print(next(it))
            except ValueError as e:
                print('imap', e)
        pool.apply(half, (3,))
