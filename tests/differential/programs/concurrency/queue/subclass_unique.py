import queue


class SetQueue(queue.Queue):
    def _init(self, maxsize):
        self.queue = set()

    def _put(self, item):
        self.queue.add(item)

    def _get(self):
        return self.queue.pop()


q = SetQueue()
for i in [1, 1, 2, 2, 3]:
    q.put(i)
print(q.qsize(), sorted(q.get() for _ in range(3)), q.unfinished_tasks)
