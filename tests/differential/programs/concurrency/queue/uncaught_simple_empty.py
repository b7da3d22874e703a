import queue


def drain(q):
    while True:
        print(q.get_nowait())


s = queue.SimpleQueue()
s.put('only')
drain(s)
