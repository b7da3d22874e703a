# SPDX-License-Identifier: MIT
for i in range(3):
    for j in range(3):
        if j == 2: break
        if i == 1: continue
        print(i, j)
    else: print('no break')
else: print('done')
n = 3
while n: n -= 1
else: print('while else')
for i in []: pass
else: print('empty')
for i, c in enumerate('ab', 1): print(i, c)
for a, (b, c) in [(1, (2, 3))]: print(a, b, c)
it = iter([1, 2, 3])
for x in it:
    print(x, next(it, 'end'))
d = {'a': 1}
try:
    for k in d: d['b' + k] = 1
except RuntimeError as e: print(e)
s = {1, 2}
try:
    for k in s: s.add(k + 10)
except RuntimeError as e: print(e)
l = [1, 2, 3, 4]
for x in l:
    if x == 2: l.remove(x)
    print(x)
def f():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return 'r'
        finally: print('fin', i)
print(f())
def g():
    while True:
        try: return 1
        finally: break
    return 2
print(g())
for i in 5: pass
