from multiprocessing import Process, SimpleQueue


def double(inbox, outbox):
    for item in iter(inbox.get, 'STOP'):
        outbox.put(item * 2)
    outbox.put('STOP')


if __name__ == '__main__':
    a, b = SimpleQueue(), SimpleQueue()
    p = Process(target=double, args=(a, b))
    p.start()
    for x in (1, 'ab', [3], 'STOP'):
        a.put(x)
    print(list(iter(b.get, 'STOP')), a.empty(), b.empty())
    p.join()
    a.close()
    b.close()
