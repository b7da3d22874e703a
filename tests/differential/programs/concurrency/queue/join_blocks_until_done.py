import queue
import threading
import time

q = queue.Queue()
log = []


def worker():
    while True:
        item = q.get()
        if item is None:
            q.task_done()
            break
        time.sleep(0.002)
        log.append(item)
        q.task_done()


t = threading.Thread(target=worker)
t.start()
for i in range(5):
    q.put(i)
q.join()
log.append('joined')
q.put(None)
t.join()
print(log, q.unfinished_tasks)
