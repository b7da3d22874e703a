import multiprocessing


def invert(n):
    return 1 // n


def lock_up(n):
    return lambda: n


def numbers():
    yield 1
    yield 2
    raise KeyError('the iterable')


if __name__ == '__main__':
    with multiprocessing.Pool(2) as pool:
        try:
            pool.map(invert, [2, 1, 0, 4])
        except ZeroDivisionError as exc:
            print(exc, type(exc.__cause__).__name__)
            print(str(exc.__cause__).startswith('\n"""\nTraceback'))
        results = pool.imap(invert, [1, 0, 1])
        print(next(results))
        try:
            next(results)
        except ZeroDivisionError as exc:
            print('the second', exc)
        print(next(results))
        try:
            pool.apply(lock_up, (1,))
        except multiprocessing.pool.MaybeEncodingError as exc:
            print(type(exc).__name__, str(exc).startswith("Error sending result: '<function lock_up"))
        results = pool.imap(invert, numbers())
        print(next(results), next(results))
        try:
            next(results)
        except KeyError as exc:
            print(exc)
        print(pool.map(invert, [1]))
