import queue


class UniqueQueue(queue.Queue):
    def _init(self, maxsize):
        self.queue = {}

    def _put(self, item):
        self.queue[item] = True

    def _get(self):
        return self.queue.popitem()[0]


unique = UniqueQueue()
for item in 'abracadabra':
    unique.put(item)
print(unique.qsize(), [unique.get() for _ in range(unique.qsize())])
print(issubclass(queue.LifoQueue, queue.Queue), queue.Empty.__mro__[1], queue.Full.__module__)
