import queue
from dataclasses import dataclass, field
from typing import Any


@dataclass(order=True)
class PrioritizedItem:
    priority: int
    item: Any = field(compare=False)


q = queue.PriorityQueue()
for p, name in [(3, 'write'), (1, 'wake'), (2, 'eat'), (1, 'stretch')]:
    q.put(PrioritizedItem(p, name))
while not q.empty():
    entry = q.get()
    print(entry.priority, entry.item, entry)
q.put((1, {'a': 1}))
try:
    q.put((1, {'b': 2}))
except TypeError as e:
    print(e)
print(q.qsize(), q.unfinished_tasks)
