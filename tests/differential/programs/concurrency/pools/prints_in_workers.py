from multiprocessing import Pool


def talk(n):
    print('working on', n)
    return n


if __name__ == '__main__':
    pool = Pool(1)
    print(pool.map(talk, range(3)))
    pool.close()
    pool.join()
    print('done')
