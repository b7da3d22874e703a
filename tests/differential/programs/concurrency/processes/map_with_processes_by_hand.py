from multiprocessing import Process, Queue, cpu_count


def worker(tasks, results):
    for index, n in iter(tasks.get, None):
        results.put((index, n * n))


def parallel_map(values, workers=3):
    tasks, results = Queue(), Queue()
    ps = [Process(target=worker, args=(tasks, results)) for _ in range(workers)]
    for p in ps:
        p.start()
    for item in enumerate(values):
        tasks.put(item)
    for _ in ps:
        tasks.put(None)
    out = dict(results.get() for _ in values)
    for p in ps:
        p.join()
    return [out[i] for i in range(len(values))]


if __name__ == '__main__':
    print(parallel_map([3, 1, 4, 1, 5, 9, 2, 6]), cpu_count() > 0)
