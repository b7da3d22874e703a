import queue

tasks = queue.PriorityQueue()
tasks.put((1, {'a': 1}))
try:
    tasks.put((1, {'b': 2}))
except TypeError as exc:
    print(exc)
