import queue
import threading


class Worker(threading.Thread):
    def __init__(self, tasks):
        super().__init__(daemon=True)
        self.tasks = tasks
        self.start()

    def run(self):
        while True:
            func, args, kwargs = self.tasks.get()
            try:
                func(*args, **kwargs)
            except Exception as e:
                errors.append(repr(e))
            finally:
                self.tasks.task_done()


class ThreadPool:
    def __init__(self, num_threads):
        self.tasks = queue.Queue(num_threads)
        for _ in range(num_threads):
            Worker(self.tasks)

    def add_task(self, func, *args, **kwargs):
        self.tasks.put((func, args, kwargs))

    def map(self, func, args_list):
        for args in args_list:
            self.add_task(func, args)

    def wait_completion(self):
        self.tasks.join()


results = []
errors = []


def square(x, extra=0):
    if x == 7:
        raise ValueError('seven')
    results.append(x * x + extra)


pool = ThreadPool(3)
pool.map(square, range(10))
pool.add_task(square, 2, extra=1000)
pool.wait_completion()
print(sorted(results), errors)
