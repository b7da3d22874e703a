import multiprocessing


def send(connection, sizes):
    for size in sizes:
        connection.send_bytes(b'x' * size)
    connection.close()


if __name__ == '__main__':
    sizes = [0, 1, 4092, 4096, 16384, 16385, 65532, 65536, 200000]
    ours, theirs = multiprocessing.Pipe(False)
    process = multiprocessing.Process(target=send, args=(theirs, sizes))
    process.start()
    theirs.close()
    print([len(ours.recv_bytes()) for _ in sizes] == sizes)
    process.join()
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=queue.put, args=(list(range(50000)),))
    process.start()
    print(sum(queue.get()))
    process.join()
    print(process.exitcode)
    a, b = multiprocessing.Pipe(False)
    b.send_bytes(b'too long for you')
    try:
        a.recv_bytes(4)
    except OSError as exc:
        print(exc, a.closed)
