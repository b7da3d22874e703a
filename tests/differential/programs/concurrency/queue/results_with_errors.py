import queue
import threading


def worker(tasks, results):
    while True:
        try:
            n = tasks.get_nowait()
        except queue.Empty:
            return
        try:
            results.put((n, 100 // n, None))
        except ZeroDivisionError as e:
            results.put((n, None, e))
        finally:
            tasks.task_done()


tasks, results = queue.Queue(), queue.Queue()
for n in range(6):
    tasks.put(n)
threads = [threading.Thread(target=worker, args=(tasks, results)) for _ in range(3)]
for t in threads:
    t.start()
tasks.join()
for t in threads:
    t.join()
for n, value, error in sorted((results.get() for _ in range(results.qsize())), key=lambda r: r[0]):
    print(n, value, repr(error))
