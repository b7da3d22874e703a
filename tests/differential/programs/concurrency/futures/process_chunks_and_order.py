from concurrent.futures import ProcessPoolExecutor, as_completed


def f(n):
    return n * 2


if __name__ == '__main__':
    with ProcessPoolExecutor(2) as ex:
        print(list(ex.map(f, range(10), chunksize=3)))
        fs = {ex.submit(f, n): n for n in range(4)}
        print(sorted((fs[x], x.result()) for x in as_completed(fs)))
        try:
            list(ex.map(f, [1], chunksize=0))
        except ValueError as e:
            print(e)
        print(list(ex.map(f, [])))
        print(list(ex.map(max, [1, 5], [3, 2])))
