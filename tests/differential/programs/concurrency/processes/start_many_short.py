import multiprocessing


def leaf(i, results):
    results[i] = i * i


if __name__ == '__main__':
    results = multiprocessing.Array('i', 12)
    ps = [multiprocessing.Process(target=leaf, args=(i, results)) for i in range(12)]
    [p.start() for p in ps]
    [p.join() for p in ps]
    print(list(results), {p.exitcode for p in ps}, [p.name for p in ps][-1])
