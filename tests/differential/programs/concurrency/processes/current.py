import multiprocessing


def show(queue):
    process = multiprocessing.current_process()
    queue.put((process.name, process.daemon, process.is_alive(), process.exitcode,
               multiprocessing.parent_process().name, process._identity))


if __name__ == '__main__':
    queue = multiprocessing.SimpleQueue()
    for arguments in ({}, {'name': 'mine'}, {'daemon': True}):
        process = multiprocessing.Process(target=show, args=(queue,), **arguments)
        process.start()
        print(queue.get())
        process.join()
    main = multiprocessing.current_process()
    print(main.name, main.is_alive(), main.exitcode, main.daemon, main.pid == main.ident)
    process.name = 'renamed'
    print(process.name, multiprocessing.cpu_count() >= 1)
