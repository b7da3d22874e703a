from multiprocessing import Pool


def work(n):
    return n, n ** 2


if __name__ == '__main__':
    total = 10
    with Pool(3) as pool:
        for done, (n, sq) in enumerate(pool.imap(work, range(total), chunksize=2), 1):
            print(f'{done}/{total} [{"#" * done}{"." * (total - done)}] {n}^2={sq}')
        print(sorted(pool.imap_unordered(work, range(4))))
        it = pool.imap(work, range(2))
        print(next(it), it.next(timeout=5))
        try:
            next(it)
        except StopIteration:
            print('exhausted')
