import multiprocessing


def echo(connection):
    while True:
        message = connection.recv()
        if message is None:
            break
        connection.send(message)
    connection.close()


if __name__ == '__main__':
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=echo, args=(theirs,))
    process.start()
    theirs.close()
    for message in (1, 'text', [1, (2, 3)], {'a': {1, 2}}, b'bytes', 3.5, 10 ** 40, True):
        ours.send(message)
        print(ours.recv())
    print(ours.poll(), ours.closed, ours.readable, ours.writable)
    ours.send(None)
    print(ours.poll(5))
    try:
        ours.recv()
    except EOFError as exc:
        print(repr(exc))
    process.join()
    ours.close()
    for attempt in (ours.recv, ours.poll, lambda: ours.send(1)):
        try:
            attempt()
        except OSError as exc:
            print(exc)
    reader, writer = multiprocessing.Pipe(duplex=False)
    for attempt in (lambda: reader.send(1), writer.recv):
        try:
            attempt()
        except OSError as exc:
            print(exc)
    writer.send_bytes(b'0123456789', 2, 5)
    print(reader.recv_bytes())
    reader.close()
    try:
        writer.send(1)
    except BrokenPipeError as exc:
        print(exc)
