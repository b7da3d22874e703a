from multiprocessing import Pipe, Process


def f(conn):
    conn.send([42, None, 'hello'])
    conn.close()


if __name__ == '__main__':
    parent_conn, child_conn = Pipe()
    p = Process(target=f, args=(child_conn,))
    p.start()
    print(parent_conn.recv())
    p.join()
    child_conn.close()
    try:
        parent_conn.recv()
    except EOFError as e:
        print(repr(e))
    parent_conn.close()
    for call in (parent_conn.recv, lambda: parent_conn.send(1), parent_conn.poll, parent_conn.fileno):
        try:
            call()
        except OSError as e:
            print(e)
    r, w = Pipe(duplex=False)
    for call in (lambda: r.send(1), w.recv):
        try:
            call()
        except OSError as e:
            print(e)
    r.close()
    try:
        w.send('x')
    except BrokenPipeError as e:
        print(repr(e))
    try:
        w.send(lambda: 0)
    except Exception as e:
        print(type(e).__name__, e)
