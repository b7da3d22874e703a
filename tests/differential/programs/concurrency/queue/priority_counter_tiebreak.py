import heapq
import itertools
import queue
import threading

counter = itertools.count()
q = queue.PriorityQueue()


def add(priority, task):
    q.put((priority, next(counter), task))


for p, task in [(2, print), (1, len), (2, max), (1, min)]:
    add(p, task)
names = []
while not q.empty():
    names.append(q.get()[2].__name__)
print(names)
q2 = queue.PriorityQueue(2)
q2.put(3)
q2.put(1)
print(q2.full(), q2.queue, q2.get(), q2.qsize())
