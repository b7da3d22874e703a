# SPDX-License-Identifier: MIT
d = {'n': 1}; l = [1, 2]; 
class C: x = 1
def i(): print('index'); return 0
l[i()] += 10; d['n'] *= 5; C.x -= 1; print(l, d, C.x)
s = 'a'; s += 'b'; t = (1,); t += (2,); print(s, t)
m = [[0]]; m[0][0] += 1; m[0] += [5]; print(m)
d['missing'] += 1
