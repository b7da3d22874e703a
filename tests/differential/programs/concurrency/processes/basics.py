import multiprocessing


def work(queue, n):
    queue.put((n, n * n))


if __name__ == '__main__':
    queue = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=work, args=(queue, n)) for n in range(4)]
    print([process.name for process in processes], processes[0].pid, processes[0].exitcode)
    for process in processes:
        process.start()
    print(sorted(queue.get() for _ in processes))
    for process in processes:
        process.join()
    print([process.exitcode for process in processes], [p.is_alive() for p in processes])
    print(multiprocessing.current_process().name, multiprocessing.parent_process())
    print(multiprocessing.active_children())
