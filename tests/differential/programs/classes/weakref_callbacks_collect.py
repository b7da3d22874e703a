# SPDX-License-Identifier: MIT
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.links = [self]


def gone(reference):
    gc.collect()
    seen.append(reference())
    junk = [Node(i) for i in range(100)]
    junk[0].other = junk


seen = []
for i in range(50):
    node = Node(i)
    keep = weakref.ref(node, gone)
    node.links.clear()
    del node
print(len(seen), set(seen))
cycles = [Node('c') for _ in range(20)]
references = [weakref.ref(c, gone) for c in cycles]
del cycles
gc.collect()
print(len(seen), [r() for r in references] == [None] * 20)
