import multiprocessing


def numbers(limit):
    for n in range(limit):
        yield n


def double(n):
    return 2 * n


if __name__ == '__main__':
    with multiprocessing.Pool(2) as pool:
        results = pool.imap(double, numbers(6))
        print(iter(results) is results, list(results))
        empty = pool.imap(double, [])
        print(list(empty), list(pool.imap_unordered(double, [])))
        print([result.get() for result in [pool.apply_async(double, (n,)) for n in range(4)]])
