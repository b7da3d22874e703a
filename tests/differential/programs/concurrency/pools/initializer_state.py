import multiprocessing

_shared = None


def init(counter):
    global _shared
    _shared = counter


def work(n):
    with _shared.get_lock():
        _shared.value += n
    return n


if __name__ == '__main__':
    counter = multiprocessing.Value('i', 0)
    with multiprocessing.Pool(3, initializer=init, initargs=(counter,)) as pool:
        print(sum(pool.map(work, range(20))))
    print(counter.value)
