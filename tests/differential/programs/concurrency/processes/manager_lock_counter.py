from multiprocessing import Manager, Process


def work(counter, lock, n):
    for _ in range(n):
        with lock:
            counter['n'] += 1


if __name__ == '__main__':
    with Manager() as m:
        counter, lock = m.dict(n=0), m.Lock()
        ps = [Process(target=work, args=(counter, lock, 10)) for _ in range(3)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        print(counter['n'])
        e = m.Event()
        e.set()
        print(e.is_set(), e.wait(1))
        b = m.Barrier(1)
        print(b.wait(), b.parties)
        s = m.BoundedSemaphore(1)
        s.acquire()
        s.release()
        try:
            s.release()
        except ValueError as exc:
            print(exc)
