# SPDX-License-Identifier: MIT
import heapq, threading, time
from queue import Queue, PriorityQueue, Empty
from dataclasses import dataclass, field
from typing import Any
from functools import total_ordering
import itertools

class PriorityCondQueue:
    def __init__(self):
        self._queue = []; self._count = 0; self._cv = threading.Condition()
    def put(self, item, priority):
        with self._cv:
            heapq.heappush(self._queue, (-priority, self._count, item)); self._count += 1; self._cv.notify()
    def get(self):
        with self._cv:
            while len(self._queue) == 0: self._cv.wait()
            return heapq.heappop(self._queue)[-1]

@dataclass(order=True)
class PrioritizedItem:
    priority: int
    item: Any = field(compare=False)

@total_ordering
class Job:
    def __init__(self, priority, description):
        self.priority = priority; self.description = description; print("New job:", description)
    def __eq__(self, other):
        try: return self.priority == other.priority
        except AttributeError: return NotImplemented
    def __lt__(self, other):
        try: return self.priority < other.priority
        except AttributeError: return NotImplemented

q = PriorityQueue()
for j in (Job(3, "Mid-level job"), Job(10, "Low-level job"), Job(1, "Important job")): q.put(j)
def process_job(q):
    while True:
        next_job = q.get(); print("Processing job:", next_job.description); q.task_done()
workers = [threading.Thread(target=process_job, args=(q,), daemon=True) for _ in range(1)]
for w in workers: w.start()
q.join()
pq = PriorityCondQueue()
for i, (n, p) in enumerate([("bar", 1), ("foo", 5), ("grok", 4), ("spam", 1)]): pq.put(n, p)
print([pq.get() for _ in range(4)])
q2 = PriorityQueue()
q2.put(PrioritizedItem(2, {"a": 1})); q2.put(PrioritizedItem(1, [1])); q2.put(PrioritizedItem(2, {"b": 1}))
while not q2.empty(): print(q2.get())
q3 = PriorityQueue()
try:
    q3.put((1, {"a": 1})); q3.put((1, {"b": 2}))
except TypeError as e: print("TypeError:", e)
class SetQueue(Queue):
    def _init(self, maxsize): self.queue = set()
    def _put(self, item): self.queue.add(item)
    def _get(self): return self.queue.pop()
s = SetQueue()
for x in (1, 1, 2): s.put(x)
print(s.qsize(), sorted([s.get(), s.get()]))
class PeekQueue(Queue):
    def peek(self):
        with self.mutex: return self.queue[0]
    def clear(self):
        with self.mutex:
            self.queue.clear(); self.all_tasks_done.notify_all(); self.unfinished_tasks = 0
pk = PeekQueue(); pk.put("first"); pk.put("second"); print(pk.peek(), pk.qsize(), list(pk.queue)); pk.clear(); pk.join(); print(pk.empty(), pk.maxsize)
counter = itertools.count(); q4 = PriorityQueue(2)
q4.put((1, next(counter), {"x": 1})); q4.put((1, next(counter), {"y": 2})); print(q4.full(), q4.get()[2])
def consume(q):
    items = iter(q.get, None)
    return [i * 2 for i in items]
q5 = Queue()
for i in (1, 2, 3, None, 4): q5.put(i)
print(consume(q5), q5.get())
try: q5.get(block=False)
except Empty as e: print(type(e), e.__class__.__module__)
