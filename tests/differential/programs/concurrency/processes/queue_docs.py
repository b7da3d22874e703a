from multiprocessing import Process, Queue


def f(q):
    q.put([42, None, 'hello'])


if __name__ == '__main__':
    q = Queue()
    p = Process(target=f, args=(q,))
    p.start()
    print(q.get())
    p.join()
    print(q.empty())
    q.put('again')
    print(q.get(timeout=5))
    q.close()
    q.join_thread()
    for call in (lambda: q.put(1), lambda: q.get()):
        try:
            call()
        except ValueError as e:
            print(e)
