import queue
import threading

tasks = queue.Queue()
results = queue.Queue()


def work():
    while True:
        n = tasks.get()
        if n is None:
            break
        results.put((n, n ** 3))


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for n in range(30):
    tasks.put(n)
for _ in threads:
    tasks.put(None)
for thread in threads:
    thread.join()
print(sorted(results.get() for _ in range(results.qsize())) == [(n, n ** 3) for n in range(30)])
