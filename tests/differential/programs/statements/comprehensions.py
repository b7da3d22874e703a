# SPDX-License-Identifier: MIT
x = 'outer'
print([x for x in range(3)], x)
print({k: v for k, v in zip('abc', range(3))}, {c for c in 'hello'} == set('helo'), [(i, j) for i in range(3) for j in range(i)])
print([i if i % 2 else -i for i in range(5) if i != 3])
class C:
    n = 3
    a = [n for _ in range(2)] if False else None
    b = [i for i in range(n)]
print(C.b)
print([y := 5, y ** 2], y)
if (n := len('hello')) > 3: print(n)
print([last := i for i in range(4)], last)
while (q := y) > 3: y -= 1
print(q, y)
m = [[1, 2, 3], [4, 5, 6]]
print([[r[i] for r in m] for i in range(3)], list(zip(*m)))
g = (i for i in [1, 2, 3]); print(2 in g, list(g))
print(any(i > 2 for i in range(4)), all([]), sum([[1], [2]], []))
class D:
    k = 3
    z = [k for i in range(2)]
