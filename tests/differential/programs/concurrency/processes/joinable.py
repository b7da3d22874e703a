import multiprocessing


def work(tasks, results):
    while True:
        n = tasks.get()
        results.put(n + 100)
        tasks.task_done()


if __name__ == '__main__':
    tasks, results = multiprocessing.JoinableQueue(), multiprocessing.Queue()
    for _ in range(2):
        multiprocessing.Process(target=work, args=(tasks, results), daemon=True).start()
    for n in range(10):
        tasks.put(n)
    tasks.join()
    print(sorted(results.get() for _ in range(10)))
    try:
        tasks.task_done()
    except ValueError as exc:
        print(exc)
    print(len(multiprocessing.active_children()), all(p.daemon for p in multiprocessing.active_children()))
