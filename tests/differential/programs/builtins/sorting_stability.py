# SPDX-License-Identifier: MIT
rows = [('b', 2), ('a', 2), ('c', 1)]
print(sorted(rows, key=lambda r: r[1]), sorted(rows, key=lambda r: r[1], reverse=True))
rows.sort(key=lambda r: (r[1], r[0])); print(rows)
print(sorted(range(20), key=lambda x: x % 3), sorted(['B', 'a', 'C'], key=str.casefold), sorted([True, False, 1, 0]))
l = [3, 1, 2]; print(l.sort(), sorted(l) is l, list(reversed(sorted(l))))
print(sorted({'x': 1, 'a': 2}), sorted('hello', reverse=True), sorted([[2, 1], [1, 5], [1]]), sorted([(1, 'z'), (1, 'a')]))
