import multiprocessing


def square(n):
    return n * n


def add(a, b=100):
    return a + b


if __name__ == '__main__':
    with multiprocessing.Pool(3) as pool:
        print(pool.map(square, range(10)), pool.map(square, []), pool.map(square, iter([1, 2]), 1))
        print(pool.starmap(add, [(1, 2), (3,)]), pool.apply(add, (5,), {'b': 6}))
        print(list(pool.imap(square, range(5))), list(pool.imap(square, range(7), chunksize=3)))
        print(sorted(pool.imap_unordered(square, range(6))))
        numbers = pool.imap(square, range(3))
        print(next(numbers), numbers.next(), numbers.next(timeout=10))
        try:
            next(numbers)
        except StopIteration:
            print('no more')
        for arguments in ((square, [1], 0), (square, [1], -1)):
            try:
                pool.imap(*arguments)
            except ValueError as exc:
                print(exc)
        print(pool)
    print(pool)
    try:
        pool.map(square, [1])
    except ValueError as exc:
        print(exc)
