# SPDX-License-Identifier: MIT
class CM:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    def __enter__(self): print('enter', self.n); return self.n
    def __exit__(self, t, v, tb): print('exit', self.n, t.__name__ if t else None, v); return self.swallow
with CM('a') as a, CM('b') as b:
    print(a, b)
with (CM('c') as c,
      CM('d', True)):
    raise KeyError('k')
def f():
    with CM('e'):
        return 'ret'
print(f())
for i in range(3):
    with CM(i):
        if i == 1: continue
        if i == 2: break
class NoExit:
    def __enter__(self): pass
try:
    with NoExit(): pass
except TypeError as e: print(e)
try:
    with 3: pass
except TypeError as e: print(e)
with CM('g'):
    1 / 0
