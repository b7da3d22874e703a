# SPDX-License-Identifier: MIT
import bisect
from bisect import bisect_left, bisect_right, insort, insort_left


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


a = [1, 2, 2, 3, 5]
print([bisect_left(a, x) for x in range(7)], [bisect_right(a, x) for x in range(7)], bisect.bisect(a, 2, 0, 2))
insort(a, 4)
insort_left(a, 2)
print(a)
people = [('a', 10), ('b', 20), ('c', 30)]
print(bisect_left(people, 20, key=lambda p: p[1]), bisect_right(people, 20, key=lambda p: p[1]))
insort(people, ('d', 25), key=lambda p: p[1])
print(people, bisect.bisect('abcd', 'b'), bisect.bisect(range(100), 50))
t(lambda: bisect_left(a, 'x'))
t(lambda: bisect_left(a, 1, -1))
t(lambda: bisect_left(3, 1))
t(lambda: bisect_left(a))


class Version:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


vs = [Version(n) for n in (1, 3, 5)]
print(bisect_left(vs, Version(3)), bisect_right(vs, Version(3)))


def grade(score, breakpoints=[60, 70, 80, 90], grades='FDCBA'):
    return grades[bisect.bisect(breakpoints, score)]


print([grade(s) for s in (33, 99, 77, 70, 89, 90, 100)])
