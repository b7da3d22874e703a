from multiprocessing import Process, Queue


def put(q):
    q.put(list(range(200000)))


if __name__ == '__main__':
    q = Queue()
    p = Process(target=put, args=(q,))
    p.start()
    data = q.get()
    p.join()
    print(len(data), sum(data))
