# SPDX-License-Identifier: MIT
class Tree:
    def __init__(self): self.root = None
    def insert(self, v):
        if self.root is None: self.root = [v, None, None]; return
        n = self.root
        while True:
            i = 1 if v < n[0] else 2
            if n[i] is None: n[i] = [v, None, None]; return
            n = n[i]
    def walk(self, n='root'):
        if n == 'root': n = self.root
        if n:
            yield from self.walk(n[1])
            yield n[0]
            yield from self.walk(n[2])
    def depth(self, n='root'):
        if n == 'root': n = self.root
        return 1 + max(self.depth(n[1]), self.depth(n[2])) if n else 0
t = Tree()
for v in (50, 30, 70, 20, 40, 60, 80, 10): t.insert(v)
print(list(t.walk()), t.depth())
