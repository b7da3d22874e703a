# SPDX-License-Identifier: MIT
# Small integers stand in the order of the table, which copying and joining may change.
s = {3, 7, 8}
print(s, s | s, s.copy(), set(s), s | {3}, s | {1}, s & s, s - {1}, s ^ {1}, frozenset(s), s.union(s), s.union([1]))
t = {3, 7, 8}
t |= t
print(t)
t |= {8}
t &= {8, 7, 3}
t ^= {1}
print(t)
u = set(range(3, 9))
print(u, u | u, u - {5}, {9, 1, 8, 0}, {9, 1} | {8, 0})
