import threading


class Tree:
    def __init__(self):
        self.lock = threading.RLock()
        self.root = None

    def insert(self, value):
        with self.lock:
            self.root = self._insert(self.root, value)

    def _insert(self, node, value):
        with self.lock:
            if node is None:
                return [value, None, None]
            side = 1 if value < node[0] else 2
            node[side] = self._insert(node[side], value)
            return node

    def walk(self, node='root'):
        with self.lock:
            if node == 'root':
                node = self.root
            if node is None:
                return []
            return self.walk(node[1]) + [node[0]] + self.walk(node[2])


tree = Tree()


def fill(values):
    for v in values:
        tree.insert(v)


threads = [threading.Thread(target=fill, args=(range(i, 30, 3),)) for i in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(tree.walk() == list(range(30)))
