import queue
import threading

a, b = queue.Queue(1), queue.Queue(1)


def bounce(inbox, outbox, n):
    for _ in range(n):
        outbox.put(inbox.get() + 1)


t1 = threading.Thread(target=bounce, args=(a, b, 10))
t2 = threading.Thread(target=bounce, args=(b, a, 9))
t1.start()
t2.start()
a.put(0)
t1.join()
t2.join()
print(b.get())
