import multiprocessing as mp


def work(q, n):
    q.put(n + 1)


if __name__ == '__main__':
    for method in ('fork', 'spawn'):
        ctx = mp.get_context(method)
        q = ctx.Queue()
        p = ctx.Process(target=work, args=(q, 1))
        p.start()
        print(method, q.get(), type(p).__name__, ctx.get_start_method())
        p.join()
    print(mp.get_start_method())
    with mp.get_context('spawn').Pool(1) as pool:
        print(pool.map(abs, [-1, 2]))
