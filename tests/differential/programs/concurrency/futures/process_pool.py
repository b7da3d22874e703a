import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def square(n):
    return n * n


def add(a, b=0):
    return a + b


def where(_):
    return multiprocessing.current_process().pid


def name():
    return multiprocessing.current_process().name


if __name__ == '__main__':
    with ProcessPoolExecutor(max_workers=2) as executor:
        print(list(executor.map(square, range(8))))
        print(list(executor.map(square, range(8), chunksize=3)))
        print(executor.submit(add, 1, b=2).result(), executor.submit(sum, [1, 2]).result())
        print(multiprocessing.current_process().pid not in set(executor.map(where, range(4))))
        print(executor.submit(name).result().startswith('ForkProcess-'))
        try:
            executor.map(square, [1], chunksize=0)
        except ValueError as exc:
            print(exc)
    try:
        executor.submit(square, 3)
    except RuntimeError as exc:
        print(exc)
    for workers in (0, -2):
        try:
            ProcessPoolExecutor(workers)
        except ValueError as exc:
            print(exc)
