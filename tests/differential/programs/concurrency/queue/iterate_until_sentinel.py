import queue
import threading


class ClosableQueue(queue.Queue):
    SENTINEL = object()

    def close(self):
        self.put(self.SENTINEL)

    def __iter__(self):
        while True:
            item = self.get()
            try:
                if item is self.SENTINEL:
                    return
                yield item
            finally:
                self.task_done()


class StoppableWorker(threading.Thread):
    def __init__(self, func, in_queue, out_queue):
        super().__init__()
        self.func, self.in_queue, self.out_queue = func, in_queue, out_queue

    def run(self):
        for item in self.in_queue:
            self.out_queue.put(self.func(item))


download, resize, upload, done = (ClosableQueue() for _ in range(4))
threads = [StoppableWorker(lambda x: f'd{x}', download, resize),
           StoppableWorker(lambda x: f'{x}-r', resize, upload),
           StoppableWorker(lambda x: f'{x}-u', upload, done)]
for t in threads:
    t.start()
for i in range(6):
    download.put(i)
for stage, following in ((download, resize), (resize, upload), (upload, done)):
    stage.close()
    stage.join()
print(done.qsize(), 'items finished', [done.get() for _ in range(6)])
for t in threads:
    t.join()
