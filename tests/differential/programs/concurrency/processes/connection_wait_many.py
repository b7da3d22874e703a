import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def foo(w, n):
    for i in range(3):
        w.send((i, n))
    w.close()


if __name__ == '__main__':
    readers = []
    for i in range(3):
        r, w = Pipe(duplex=False)
        readers.append(r)
        p = Process(target=foo, args=(w, i))
        p.start()
        w.close()
    got = []
    while readers:
        for r in wait(readers):
            try:
                got.append(r.recv())
            except EOFError:
                readers.remove(r)
    print(sorted(got))
    p = Process(target=time.sleep, args=(0.01,))
    p.start()
    print(wait([p.sentinel], timeout=10) == [p.sentinel], p.exitcode if p.join() is None else None)
    print(wait([], 0), )
