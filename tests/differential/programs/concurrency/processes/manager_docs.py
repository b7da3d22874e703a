from multiprocessing import Manager, Process


def f(d, l):
    d[1] = '1'
    d['2'] = 2
    d[0.25] = None
    l.reverse()


if __name__ == '__main__':
    with Manager() as manager:
        d = manager.dict()
        l = manager.list(range(10))
        p = Process(target=f, args=(d, l))
        p.start()
        p.join()
        print(d)
        print(l)
        print(len(d), 1 in d, list(d.keys()), d.copy(), l[2:4], l.index(5))
        print(type(d).__name__, type(l).__name__)
        ns = manager.Namespace()
        ns.x = 10
        ns.y = 'hello'
        print(ns, ns.x)
        v = manager.Value('i', 5)
        v.value += 1
        print(v, v.value)
        a = manager.Array('i', [1, 2, 3])
        print(a, a[1], len(a))
        q = manager.Queue()
        q.put('item')
        print(q.get(), q.empty())
        for call in (lambda: d['missing'], lambda: l[99], lambda: ns.z, lambda: q.get_nowait()):
            try:
                call()
            except Exception as e:
                print(type(e).__name__, e)
