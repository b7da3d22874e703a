# SPDX-License-Identifier: MIT
import heapq
from heapq import heapify, heappop, heappush, heappushpop, heapreplace, merge, nlargest, nsmallest


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


h = [5, 3, 8, 1, 9, 2]
heapify(h)
print(h)
heappush(h, 4)
print(h, heappop(h), h, heapreplace(h, 7), h, heappushpop(h, 0), h)
print([heappop(h) for _ in range(len(h))])
tasks = []
for i, (priority, name) in enumerate([(2, 'b'), (1, 'a'), (2, 'c'), (1, 'd'), (3, 'e')] * 3):
    heappush(tasks, (priority, i, name))
print([heappop(tasks) for _ in range(len(tasks))])
print(list(merge([1, 4, 7], [2, 5], [3, 6, 8])), list(merge([7, 1], [5, 3], reverse=True)))
print(list(merge(['aa', 'b'], ['cc'], key=len)), nlargest(3, range(10)), nsmallest(2, 'hello', key=ord))
t(lambda: heappop([]))
t(lambda: heapify(3))
t(lambda: heappush((), 1))
t(lambda: heappush([1], 'a'))
t(lambda: heapreplace([], 1))


class Job:
    def __init__(self, priority, name):
        self.priority, self.name = priority, name

    def __lt__(self, other):
        return self.priority < other.priority

    def __repr__(self):
        return self.name


jobs = []
for i in range(20):
    heappush(jobs, Job(i * 7 % 5, f'j{i}'))
print(jobs)
print([heappop(jobs) for _ in range(20)])


class Shrinking:
    def __lt__(self, other):
        bad.clear()
        return False


bad = [Shrinking() for _ in range(5)]
t(lambda: heapify(bad))
print(heapq._heappop_max([9, 1, 2]), heapq.__all__)
