# SPDX-License-Identifier: MIT
class Node:
    __slots__ = ('value', 'next')
    def __init__(self, value, next=None): self.value, self.next = value, next
class Linked:
    def __init__(self, items=()):
        self.head = None
        for i in reversed(list(items)): self.head = Node(i, self.head)
    def __iter__(self):
        n = self.head
        while n: yield n.value; n = n.next
    def __len__(self): return sum(1 for _ in self)
    def __contains__(self, v): return any(v == x for x in self)
    def reverse(self):
        prev, cur = None, self.head
        while cur: cur.next, prev, cur = prev, cur, cur.next
        self.head = prev
    def __repr__(self): return ' -> '.join(map(repr, self)) or 'empty'
l = Linked('abc')
print(l, len(l), 'b' in l, 'z' in l); l.reverse(); print(l, list(l), Linked())
