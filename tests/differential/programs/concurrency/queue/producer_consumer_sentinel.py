import queue
import threading

SENTINEL = object()
q = queue.Queue(maxsize=2)


def producer():
    for item in ['a', 'b', 'c', 'd']:
        q.put(item)
    q.put(SENTINEL)


def consumer():
    while (item := q.get()) is not SENTINEL:
        print('consumed', item)
    print('consumer done')


threads = [threading.Thread(target=f) for f in (producer, consumer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(q.empty(), q.qsize(), q.full())
