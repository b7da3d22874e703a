import queue
import threading

q = queue.Queue()
finished = []


def worker():
    while True:
        item = q.get()
        finished.append(item)
        q.task_done()


threading.Thread(target=worker, daemon=True).start()
for item in range(30):
    q.put(item)
q.join()
print('All work completed', finished == list(range(30)))
