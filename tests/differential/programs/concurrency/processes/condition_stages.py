import multiprocessing


def stage_1(cond, q):
    with cond:
        q.put('s1')
        cond.notify_all()


def stage_2(cond, q, ready):
    with cond:
        ready.release()
        cond.wait()
        q.put('s2')


if __name__ == '__main__':
    cond, q, ready = multiprocessing.Condition(), multiprocessing.Queue(), multiprocessing.Semaphore(0)
    clients = [multiprocessing.Process(target=stage_2, args=(cond, q, ready)) for _ in range(2)]
    for c in clients:
        c.start()
    for _ in clients:
        ready.acquire()
    s1 = multiprocessing.Process(target=stage_1, args=(cond, q))
    s1.start()
    out = [q.get() for _ in range(3)]
    s1.join()
    for c in clients:
        c.join()
    print(sorted(out))
