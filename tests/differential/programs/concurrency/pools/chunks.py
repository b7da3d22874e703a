import multiprocessing


def where(n):
    return n, multiprocessing.current_process().name


if __name__ == '__main__':
    with multiprocessing.Pool(2) as pool:
        for chunksize in (1, 3, 100, None):
            rows = pool.map(where, range(7), chunksize)
            print([n for n, _ in rows])
            if chunksize == 100:
                print(len({name for _, name in rows}))
        print(sum(pool.imap_unordered(int, map(str, range(50)), chunksize=7)))
