import multiprocessing


def bad(_):
    return (i for i in range(3))


if __name__ == '__main__':
    with multiprocessing.Pool(1) as pool:
        try:
            pool.map(bad, [1])
        except multiprocessing.pool.MaybeEncodingError as e:
            print(type(e).__name__, str(e).replace(str(e).split('<')[1].split('>')[0], 'GEN'))
