import multiprocessing


def runner(start, finish, barrier, results, n):
    start.wait()
    results.put(n)
    barrier.wait()
    with finish:
        finish.notify_all()


if __name__ == '__main__':
    start = multiprocessing.Event()
    finish = multiprocessing.Condition()
    barrier = multiprocessing.Barrier(3)
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=runner, args=(start, finish, barrier, results, n))
                 for n in range(3)]
    print(start.is_set(), barrier.parties, barrier.n_waiting, barrier.broken)
    for process in processes:
        process.start()
    with finish:
        start.set()
        print(finish.wait(30))
    print(sorted(results.get() for _ in processes))
    for process in processes:
        process.join()
    print(start.is_set(), start.wait(0))
    start.clear()
    print(start.is_set(), start.wait(0.01))
    with finish:
        print(finish.wait_for(lambda: False, timeout=0.05))
    for attempt in (finish.wait, finish.notify):
        try:
            attempt()
        except AssertionError as exc:
            print(exc)
