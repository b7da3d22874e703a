# SPDX-License-Identifier: MIT
n = 10
while n > 0:
    n -= 3
    if n == 4: continue
    if n < -100: break
    print(n)
else: print('finished', n)
def find(l, x):
    i = 0
    while i < len(l):
        if l[i] == x: break
        i += 1
    else: return -1
    return i
print(find([1, 2], 2), find([1, 2], 5))
for i in range(10, 0, -4): print(i, end=' ')
for i, j in zip(range(3), 'abc'): print(i, j, end=';')
print()
for x in (l := [1, 2, 3]): 
    if x == 1: l.append(9)
print(l)
