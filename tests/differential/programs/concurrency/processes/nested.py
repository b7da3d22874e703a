import multiprocessing


def leaf(connection, n):
    connection.send((multiprocessing.current_process().name, n))


def branch(connection):
    ours, theirs = multiprocessing.Pipe()
    children = [multiprocessing.Process(target=leaf, args=(theirs, n)) for n in range(2)]
    for child in children:
        child.start()
    connection.send(sorted(ours.recv() for _ in children))
    for child in children:
        child.join()
    connection.send((multiprocessing.current_process().name, multiprocessing.parent_process().name))


if __name__ == '__main__':
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=branch, args=(theirs,))
    process.start()
    print(ours.recv())
    print(ours.recv())
    process.join()
