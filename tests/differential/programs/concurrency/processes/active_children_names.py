import multiprocessing


def wait(e):
    e.wait()


if __name__ == '__main__':
    e = multiprocessing.Event()
    ps = [multiprocessing.Process(target=wait, args=(e,), name=f'w{i}') for i in range(3)]
    for p in ps:
        p.start()
    print(sorted(p.name for p in multiprocessing.active_children()))
    e.set()
    for p in ps:
        p.join()
    print(multiprocessing.active_children(), [p.exitcode for p in ps])
    print(multiprocessing.current_process().name, multiprocessing.parent_process())
    print(multiprocessing.Process().name, multiprocessing.cpu_count() >= 1)
