import multiprocessing


def initialize(base):
    global BASE
    BASE = base


def add(n):
    return BASE + n


def name(_):
    return multiprocessing.current_process().name, multiprocessing.current_process().daemon


if __name__ == '__main__':
    pool = multiprocessing.Pool(2, initializer=initialize, initargs=(1000,), maxtasksperchild=2)
    # Flushed: a worker forked later would write what it finds in the buffer once more.
    print(pool.map(add, range(8), chunksize=1), flush=True)
    try:
        pool.join()
    except ValueError as exc:
        print(exc, flush=True)
    pool.close()
    pool.join()
    print(pool)
    for arguments, words in (((0,), {}), ((1,), {'initializer': 5}), ((1,), {'maxtasksperchild': 0})):
        try:
            multiprocessing.Pool(*arguments, **words)
        except (ValueError, TypeError) as exc:
            print(type(exc).__name__, exc)
    pool = multiprocessing.Pool(1)
    print(pool.map(name, [0])[0][1])
    pool.terminate()
    pool.join()
    print(pool)
    try:
        pool.__enter__()
    except ValueError as exc:
        print(exc)
    try:
        multiprocessing.SimpleQueue().put(pool)
    except NotImplementedError as exc:
        print(exc)
