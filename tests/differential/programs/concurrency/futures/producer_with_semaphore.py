import threading
from concurrent.futures import ThreadPoolExecutor


class BoundedExecutor:
    def __init__(self, bound, workers):
        self.executor = ThreadPoolExecutor(workers)
        self.semaphore = threading.BoundedSemaphore(bound + workers)

    def submit(self, fn, *args):
        self.semaphore.acquire()
        try:
            f = self.executor.submit(fn, *args)
        except:
            self.semaphore.release()
            raise
        f.add_done_callback(lambda x: self.semaphore.release())
        return f

    def shutdown(self):
        self.executor.shutdown()


ex = BoundedExecutor(1, 2)
futures = [ex.submit(lambda i=i: i * i) for i in range(20)]
ex.shutdown()
print([f.result() for f in futures], ex.semaphore._value)
