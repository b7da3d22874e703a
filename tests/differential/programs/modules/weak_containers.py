# SPDX-License-Identifier: MIT
import weakref, gc
class N:
    def __init__(s, n): s.n = n
    def __repr__(s): return f'N{s.n}'
d = weakref.WeakValueDictionary(); n = N(1); d['a'] = n; d['b'] = N(2); print(dict(d), len(d)); del n; print(dict(d))
k = weakref.WeakKeyDictionary(); n = N(3); k[n] = 1; print(list(k.items())); del n; print(len(k))
s = weakref.WeakSet(); n = N(4); s.add(n); print(len(s), n in s, list(s)); del n; print(len(s))
n = N(5); f = weakref.finalize(n, print, 'finalized', 5); print(f.alive); del n; print(f.alive)
class M:
    def m(self): return 'm'
m = M(); w = weakref.WeakMethod(m.m); print(w()()); del m; print(w())
n = N(6); p = weakref.proxy(n); print(p.n, p, repr(p)[:10]); del n
try: p.n
except ReferenceError as e: print(e)
a, b = N(7), N(8); a.o, b.o = b, a; r = weakref.ref(a, lambda r: print('cycle gone')); del a, b; print(r() is None); gc.collect(); print(r())
for bad in (1, 'a', [], {}, (), None):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
keep = N(9); weakref.finalize(keep, print, 'at exit')
