# SPDX-License-Identifier: MIT
class Poly:
    def __init__(self, *c): self.c = c
    def __call__(self, x): return sum(k * x ** i for i, k in enumerate(self.c))
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return self.c[i]
    def __iter__(self): return iter(self.c)
    def __reversed__(self): return reversed(self.c)
    def __bool__(self): return any(self.c)
    def __missing__(self, k): return 'missing'
p = Poly(1, 2, 3); print(p(2), len(p), p[1], p[-1], p[1:], list(p), list(reversed(p)), bool(p), bool(Poly(0)), 2 in p, callable(p), max(p), sorted(p, reverse=True), [*p], dict(enumerate(p)))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), [x for x in Seq()])
class D:
    def __init__(self): self.d = {}
    def __setitem__(self, k, v): print('set', k, v); self.d[k] = v
    def __getitem__(self, k): print('get', k); return self.d[k]
    def __delitem__(self, k): print('del', k); del self.d[k]
    def __contains__(self, k): print('in', k); return k in self.d
d = D(); d['a'] = 1; d['a'] += 5; print(d['a'], 'a' in d); del d['a']; d[1:2] = 3
Seq()['a']
