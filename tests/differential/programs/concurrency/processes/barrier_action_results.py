import multiprocessing


def report():
    print('all here', flush=True)


def work(barrier, q):
    q.put(barrier.wait())


if __name__ == '__main__':
    barrier = multiprocessing.Barrier(3, action=report)
    q = multiprocessing.Queue()
    ps = [multiprocessing.Process(target=work, args=(barrier, q)) for _ in range(3)]
    for p in ps:
        p.start()
    print(sorted(q.get() for _ in ps))
    for p in ps:
        p.join()
    b = multiprocessing.Barrier(2)
    try:
        b.wait(0.01)
    except Exception as e:
        print(type(e), b.broken)
