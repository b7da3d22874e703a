import queue
import threading

STOP = None


def stage(fn, inbox, outbox):
    while True:
        item = inbox.get()
        if item is STOP:
            outbox.put(STOP)
            return
        outbox.put(fn(item))


q1, q2, q3 = queue.Queue(), queue.Queue(), queue.Queue()
stages = [threading.Thread(target=stage, args=(lambda x: x + 1, q1, q2)),
          threading.Thread(target=stage, args=(lambda x: x * 10, q2, q3))]
for s in stages:
    s.start()
for i in range(5):
    q1.put(i)
q1.put(STOP)
out = []
while (item := q3.get()) is not STOP:
    out.append(item)
for s in stages:
    s.join()
print(out)
