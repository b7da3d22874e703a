# SPDX-License-Identifier: MIT
import weakref, gc
class A: pass
a=A()
r=weakref.ref(a); print(r() is a, weakref.ref(a) is r, weakref.getweakrefcount(a))
r2=weakref.ref(a, lambda x: print('gone', x is r2, x()))
p=weakref.proxy(a); a.z=4; print(p.z)
del a
print(r())
try: p.z
except ReferenceError as e: print(e)
class D:
    def __del__(self): print('del', w())
d=D(); w=weakref.ref(d, lambda x: print('cb'))
del d
c=D(); c.me=c; w2=weakref.ref(c, lambda x: print('cb2')); w=w2
del c; gc.collect(); print(w2())
for x in (1,'a',[],{},(),None):
    try: weakref.ref(x)
    except TypeError as e: print(e)
class S: __slots__=()
try: weakref.ref(S())
except TypeError as e: print(e)
print(repr(r)[-6:], weakref.ref(A).__class__)
