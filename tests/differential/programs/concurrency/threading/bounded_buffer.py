import threading


class Buffer:
    def __init__(self, size):
        self.items = []
        self.size = size
        lock = threading.Lock()
        self.not_full = threading.Condition(lock)
        self.not_empty = threading.Condition(lock)
        self.most = 0

    def put(self, item):
        with self.not_full:
            while len(self.items) == self.size:
                self.not_full.wait()
            self.items.append(item)
            self.most = max(self.most, len(self.items))
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            item = self.items.pop(0)
            self.not_full.notify()
            return item


buffer = Buffer(3)
taken = []
lock = threading.Lock()


def produce(base):
    for n in range(20):
        buffer.put(base + n)


def consume(count):
    for _ in range(count):
        item = buffer.get()
        with lock:
            taken.append(item)


threads = [threading.Thread(target=produce, args=(base,)) for base in (0, 100)]
threads += [threading.Thread(target=consume, args=(10,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(taken) == [*range(20), *range(100, 120)], buffer.most <= 3, buffer.items)
