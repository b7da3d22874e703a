import queue

for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
    numbers = kind()
    for n in (3, 1, 2):
        numbers.put(n)
    print(kind.__name__, numbers.qsize(), numbers.empty(), [numbers.get() for _ in range(3)],
          numbers.empty())
pairs = queue.PriorityQueue()
for pair in ((2, 'b'), (1, 'z'), (2, 'a'), (0, 'x')):
    pairs.put(pair)
print([pairs.get() for _ in range(4)])
