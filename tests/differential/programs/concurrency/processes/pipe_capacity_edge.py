# 65514 bytes and the pickle around them fill the pipe to its last byte: the child can end before
# anybody reads.
from multiprocessing import Process, Queue


def put(q, n):
    q.put(b'x' * n)


if __name__ == '__main__':
    for n in (1000, 65000, 65514):
        q = Queue()
        p = Process(target=put, args=(q, n))
        p.start()
        p.join()
        print(n, 'joined,', len(q.get()), 'received')
