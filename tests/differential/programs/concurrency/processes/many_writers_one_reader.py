from multiprocessing import Pipe, Process, Lock


def write(conn, lock, n):
    for i in range(5):
        with lock:
            conn.send((n, i))
    conn.close()


if __name__ == '__main__':
    r, w = Pipe(duplex=False)
    lock = Lock()
    ps = [Process(target=write, args=(w, lock, n)) for n in range(3)]
    for p in ps:
        p.start()
    w.close()
    got = []
    try:
        while True:
            got.append(r.recv())
    except EOFError:
        print('all writers are gone')
    for p in ps:
        p.join()
    print(len(got), all([i for n, i in got if n == k] == list(range(5)) for k in range(3)))
