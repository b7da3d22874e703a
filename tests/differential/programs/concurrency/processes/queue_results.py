from multiprocessing import Process, Queue


def worker(n, q):
    q.put((n, n * n))


if __name__ == '__main__':
    q = Queue()
    ps = [Process(target=worker, args=(i, q)) for i in range(5)]
    for p in ps:
        p.start()
    results = dict(q.get() for _ in ps)
    for p in ps:
        p.join()
    print(sorted(results.items()), [p.exitcode for p in ps])
