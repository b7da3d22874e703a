# SPDX-License-Identifier: MIT
class R:
    def __init__(self, n): self.n = n; print('open', n)
    def __del__(self): print('close', self.n)
def f():
    a = R('a'); b = R('b'); c = R('c')
    print('in f')
f()
r = R(1)
r = R(2)
l = [R(3), R(4)]
del l
d = {'k': R(5)}
d.clear()
class Bad:
    def __del__(self): raise ValueError('in del')
b = Bad()
del b
print('end')
x = R('last')
