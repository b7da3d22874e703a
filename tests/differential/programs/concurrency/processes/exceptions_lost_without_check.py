import multiprocessing


def bad(q):
    raise RuntimeError('before put')
    q.put('never')


if __name__ == '__main__':
    import queue
    q = multiprocessing.Queue()
    p = multiprocessing.Process(target=bad, args=(q,))
    p.start()
    p.join()
    try:
        print(q.get(timeout=0.05))
    except queue.Empty:
        print('nothing came, exit code', p.exitcode)
