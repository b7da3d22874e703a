import queue
import threading


class Service:
    def __init__(self):
        self.stop = threading.Event()
        self.jobs = queue.Queue()
        self.handled = []
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stop.is_set() or not self.jobs.empty():
            try:
                job = self.jobs.get(timeout=0.01)
            except queue.Empty:
                continue
            self.handled.append(job)
            self.jobs.task_done()

    def shutdown(self):
        self.stop.set()
        self.thread.join()


s = Service()
for i in range(5):
    s.jobs.put(i)
s.shutdown()
print(s.handled, s.jobs.unfinished_tasks, s.thread.is_alive())
