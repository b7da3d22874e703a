# SPDX-License-Identifier: MIT
print(sorted([3, 1, 2]), sorted('hello'), sorted([3, 1, 2], reverse=True), sorted(['b', 'A', 'c'], key=str.lower))
people = [('Ann', 30), ('Bob', 25), ('Cid', 30), ('Dee', 25)]
print(sorted(people, key=lambda p: (-p[1], p[0])), sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: p[1], reverse=True))
l = [5, 2, 9]; print(l.sort(), l); l.reverse(); print(l)
d = {'x': 3, 'y': 1, 'z': 2}
print(sorted(d), sorted(d, key=d.get), sorted(d.items(), key=lambda kv: kv[1]), dict(sorted(d.items(), key=lambda kv: -kv[1])), max(d, key=d.get))
import functools
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
print(sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted([[2], [1, 5], [1]]), sorted([1.5, 1, 0.5, True]))
class K:
    def __lt__(self, o): raise ValueError('cmp')
try: sorted([K(), K()])
except ValueError as e: print(e)
l = [3, 1, 2]
def key(x): l.append(9); return x
try: l.sort(key=key)
except ValueError as e: print(e)
print(list(reversed([1, 2, 3])), [*reversed('abc')], list(reversed(range(5))), list(reversed({'a': 1, 'b': 2})))
print(min('b', 'a'), min([], default=0), max('aa', 'b', key=len), min([[3], [1]]))
sorted([1, 'a', 2])
