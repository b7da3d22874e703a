import queue
import threading

threading.excepthook = lambda args: print('hook:', args.thread.name, repr(args.exc_value))
q = queue.Queue()
for i in (1, 2, 'x', 3):
    q.put(i)
total = 0


def worker():
    global total
    while True:
        try:
            item = q.get_nowait()
        except queue.Empty:
            return
        total += item


n = 0
while not q.empty():
    n += 1
    t = threading.Thread(target=worker, name=f'worker {n}')
    t.start()
    t.join()
print(total, n)
