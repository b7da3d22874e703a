import multiprocessing


def wait_for_event(e, q):
    e.wait()
    q.put('started')


def wait_timeout(e, q):
    q.put(e.wait(0.01))


if __name__ == '__main__':
    e, q = multiprocessing.Event(), multiprocessing.Queue()
    t = multiprocessing.Process(target=wait_timeout, args=(e, q))
    t.start()
    print(q.get())
    t.join()
    ps = [multiprocessing.Process(target=wait_for_event, args=(e, q)) for _ in range(3)]
    for p in ps:
        p.start()
    e.set()
    print([q.get() for _ in ps])
    for p in ps:
        p.join()
