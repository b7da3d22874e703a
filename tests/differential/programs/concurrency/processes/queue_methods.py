import multiprocessing
import queue

if __name__ == '__main__':
    q = multiprocessing.Queue(2)
    q.put('a')
    q.put('b')
    print(q.full(), q.qsize())
    for call in (lambda: q.put('c', block=False), lambda: q.put_nowait('c'), lambda: q.put('c', timeout=0.01)):
        try:
            call()
        except queue.Full as e:
            print(repr(e))
    print(q.get(), q.get())
    for call in (lambda: q.get(timeout=0.01), q.get_nowait, lambda: q.get(False)):
        try:
            call()
        except queue.Empty as e:
            print(repr(e))
    q.close()
    q.join_thread()
    print(q._maxsize if hasattr(q, '_maxsize') else 2)
