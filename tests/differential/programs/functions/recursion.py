# SPDX-License-Identifier: MIT
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(20), fact(100))
def hanoi(n, a, b, c):
    if n == 0: return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(8, 'a', 'b', 'c'))
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
print(ack(2, 3))
def deep(n): return deep(n + 1)
try: deep(0)
except RecursionError as e: print(e)
class A:
    def __repr__(self): return repr(self)
try: repr(A())
except RecursionError as e: print(e)
class B:
    def __getattr__(self, n): return self.x
try: B().y
except RecursionError as e: print(e)
class C:
    def __eq__(self, o): return self == o
try: C() == C()
except RecursionError as e: print(e)
l = []; l.append(l); print(l)
d = {}; d['d'] = d; print(d)
x = []
for i in range(100000): x = [x]
try: repr(x)
except RecursionError as e: print(e)
del x
deep(0)
