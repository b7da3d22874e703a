import queue
import threading
import time

q = queue.Queue(maxsize=3)
high_water = 0


def producer():
    global high_water
    for i in range(12):
        q.put(i)
        high_water = max(high_water, q.qsize())
    q.put(None)


def consumer(out):
    for item in iter(q.get, None):
        time.sleep(0.001)
        out.append(item)


out = []
p = threading.Thread(target=producer)
c = threading.Thread(target=consumer, args=(out,))
p.start()
c.start()
p.join()
c.join()
print(out, high_water <= 3)
