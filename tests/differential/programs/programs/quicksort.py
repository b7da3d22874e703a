# SPDX-License-Identifier: MIT
def quicksort(l):
    if len(l) <= 1: return l
    p, *r = l
    return quicksort([x for x in r if x < p]) + [p] + quicksort([x for x in r if x >= p])
print(quicksort([3, 6, 1, 8, 2, 9, 2]))
def bubble(l):
    l = l[:]
    for i in range(len(l)):
        for j in range(len(l) - 1 - i):
            if l[j] > l[j + 1]: l[j], l[j + 1] = l[j + 1], l[j]
    return l
print(bubble([5, 2, 4]), quicksort([]), quicksort(['b', 'a', 3]))
