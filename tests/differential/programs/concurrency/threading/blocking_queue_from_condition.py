import threading
from collections import deque


class BlockingQueue:
    def __init__(self, size):
        self.size = size
        self.items = deque()
        self.condition = threading.Condition()

    def put(self, item):
        with self.condition:
            while len(self.items) >= self.size:
                self.condition.wait()
            self.items.append(item)
            self.condition.notify_all()

    def get(self):
        with self.condition:
            while not self.items:
                self.condition.wait()
            item = self.items.popleft()
            self.condition.notify_all()
            return item


q = BlockingQueue(3)
consumed = []


def produce(base):
    for i in range(10):
        q.put(base + i)


def consume():
    for _ in range(10):
        consumed.append(q.get())


threads = [threading.Thread(target=produce, args=(b,)) for b in (0, 100)] + \
    [threading.Thread(target=consume) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(consumed), len(q.items))
