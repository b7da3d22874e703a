# SPDX-License-Identifier: MIT
class V:
    def __init__(self, n): self.n = n
    def __lt__(self, o): print('lt', self.n, o.n); return self.n < o.n
    def __repr__(self): return f'V{self.n}'
print(V(1) > V(2), V(1) < V(2))
print(sorted([V(3), V(1), V(2)]))
print(min(V(3), V(1)), max([V(3), V(1)]))
class E:
    def __eq__(self, o): print('eq'); return NotImplemented
print(E() == E(), E() != 3)
try: V(1) <= V(2)
except TypeError as e: print(e)
class Base:
    def __eq__(self, o): print('base'); return True
class Derived(Base):
    def __eq__(self, o): print('derived'); return True
print(Base() == Derived())
print([E()] == [E()])
