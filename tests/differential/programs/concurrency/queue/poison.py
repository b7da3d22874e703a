import queue
import threading

tasks = queue.LifoQueue()
out = queue.SimpleQueue()


def work():
    for task in iter(tasks.get, None):
        out.put(task * task)
    out.put(None)


tasks.put(None)
for n in range(5):
    tasks.put(n)
thread = threading.Thread(target=work)
thread.start()
print(list(iter(out.get, None)))
thread.join()
