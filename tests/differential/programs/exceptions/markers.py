# SPDX-License-Identifier: MIT
import traceback
def t(f):
    try: f()
    except Exception: traceback.print_exc(limit=-1)
import sys
sys.stderr = sys.stdout
d = {'a': {'b': None}}; l = [1, 2]; x = None
def f1(): return d['a']['b']['c']
def f2(): return l[0] + l[1] + l[2] + 4
def f3(): return x.foo.bar
def f4(): return (1 + 2) * (3 + 'a') - 4
def f5(): l.nope(1, 2)
def f6(): return f4(1, *[2])
def f7(): return [i / 0 for i in l]
def f8():
    return max(
        l[0],
        l[5],
    )
def f9(): assert len(l) == 3, 'len'
def f10(): d['a'].b = 3; d.z = 4
def f11(): a, b = l[0]
def f12(): raise ValueError('x') from KeyError('y')
def f13(): return "한글" + l[0] * 2 / 0
def f14(): return x < 3
def f15(): return -x
def f16(): del d['q']['r']
def f17(): from math import nonsense
def f18(): import nonsense.sub
def f19(): l[0]()
def f20(): return f'{x:5d}'
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20): t(f)
