# SPDX-License-Identifier: MIT
from collections import OrderedDict
class LRU:
    def __init__(self, n): self.n, self.d = n, OrderedDict()
    def get(self, k):
        if k not in self.d: return None
        self.d.move_to_end(k); return self.d[k]
    def put(self, k, v):
        self.d[k] = v; self.d.move_to_end(k)
        if len(self.d) > self.n: print('evict', self.d.popitem(last=False))
c = LRU(2); c.put('a', 1); c.put('b', 2); print(c.get('a')); c.put('c', 3); print(c.get('b'), list(c.d))
