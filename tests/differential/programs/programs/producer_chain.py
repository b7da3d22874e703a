# SPDX-License-Identifier: MIT
from collections import deque
class Buffer:
    def __init__(self, size): self.q, self.size = deque(), size
    def put(self, x):
        if len(self.q) >= self.size: raise OverflowError(f'buffer of {self.size} is full')
        self.q.append(x)
    def get(self): return self.q.popleft()
    def __len__(self): return len(self.q)
b = Buffer(2)
for i in range(2): b.put(i)
try: b.put(9)
except OverflowError as e: print(e)
print(b.get(), len(b), b.get())
b.get()
