# SPDX-License-Identifier: MIT
# error messages
import sys
def f(a, b, *, c): pass
def g(a, b=1, *args, **kw): pass
class C:
    def m(self, x): pass
    def __init__(self, q=1): pass
tests = '''f() f(1) f(1,2) f(1,2,3,c=4) f(1,2,d=3) f(1,a=2,c=1) g() C().m() C().m(1,2) C(1,2) C(z=1) f(*5) f(**5) f(1,**{2:3}) int([]) int('') int('1.5') float('abc') 'a'+1 1+'a' []+() {}+{} 'a'*'b' 'a'-'b' -'a' ~1.5 1<'a' None<1 [1]<[None] {}<{} len(1) iter(1) next([]) next(iter([])) 
[1][1] [1]['a'] (1,)[5] {}[1] {}['k'] {1:2}[[]] {[]} 'abc'['x'] 'abc'[9] None[0] None.foo 1() 'a'() C.zz C().zz undefined [].remove(1) [].pop() {}.pop(1) set().pop() {1}.remove(2) [].index(1) 'a'.index('z') (1,).index(3) 'a,b'.split('') ''.join([1]) ''.join(5) chr(-1) ord('ab') ord(5) range(1,2,0) range('a') range(1.5) sum(['a']) sum('ab') min([]) max() max(1) sorted(5) sorted([1,'a']) 
abs('a') round('a') pow(2,-1,0) divmod(1,0) 1/0 1//0 1%0 1.0/0 1.0//0 1.0%0 0**-1 2**'a' int(float('inf')) int(float('nan')) float(10**400) 10**400*1.0 math.sqrt(-1) math.log(0) math.factorial(-1) math.factorial(1.5) '{}'.format() '{a}'.format() '{0.x}'.format(1) '%d'%'a' '%s%s'%1 '%s'%(1,2) '%(a)s'%{} '%z'%1 f'{1:z}' f'{"a":d}' format(1,'s') format([],'d') bytes('a') bytes([300]) b'a'+'b' 'é'.encode('ascii') b'\\xff'.decode() bytes(-1) isinstance(1,'a') issubclass(1,int) getattr(1,'x') setattr(1,'x',2) hasattr(1) delattr(C(),'x') hash([]) hash({}) dict([1]) dict([(1,2,3)]) dict(5) list(5) tuple(5) set(5) zip(1) enumerate(5) map(1) map(1,2) filter(1) super() type(1,2) object(1) __import__('nope') eval('1+') eval('x y') exec('for') list(zip([1],[1,2],strict=True)) a.b.c "abc".foo() [].appendd (1).append print(1,sepp=2) int('1',base=99) int(5,2) input(1,2) all(1) bool(1,2) str(1,2,3) slice() reversed(5) reversed({1}) memoryview('a') vars(1) dir(1,2) id() compile(1,2,3) complex('a') bin(1.5) hex('a') any() callable() __build_class__() 1 .__add__() list.append() list.append(1) str.upper(1) dict.fromkeys() int.from_bytes(1) 'a'.zfill() 'a'.replace('a') 'a'.center() 'x'.startswith(1) 'a'.count() [1,2,3].insert(1) [].sort(1) [].extend(1) {}.update(1) {}.update([1]) frozenset().add(1) ().append(1) print.foo lambda:x.y.z (lambda x:x)() (lambda x,/:x)(x=1)'''.split()
import math
for t in tests:
    try: eval(t); print(t, 'ok')
    except BaseException as e: print(t, '->', type(e).__name__ + ':', e)
def unpack():
    for src in ('a, b = 1', 'a, b = [1]', 'a, b = 1,2,3', 'a, *b = []', '[a, [b]] = 1, 2', 'for a, b in [1]: pass', 'del zzz', 'assert 0', 'assert False, "msg"', 'raise 5', 'raise', 'raise int', 'import math.foo', 'from math import nope', 'with 1: pass', 'class X(5): pass', 'class X(int, str): pass', 'class X(bool): pass', 'return', 'x = 1 +', 'print "a"', 'def f(:', 'if True', 'x = = 1', 'a b', '"abc', 'f(a=1, 2)', 'for x y', "x = 5 5", 'while 1 print(1)', 'else: pass', 'elif 1: pass', '  x', 'if 1:\npass', 'def f():\n  x\n   y', 'x = (1,', 'x = [1', '}', 'x = {1:2', 'f(**k, *a)', 'def f(a=1, b): pass', 'def f(a, a): pass', '1 = x', 'f() = 1', 'x + 1 = 2', 'None = 1', 'if x = 1: pass', 'print(a b)', 'lambda: (yield)', 'break', 'continue', 'yield 1', 'import a.b as c.d', 'from . import x', 'global x; x = 1', 'nonlocal x', 'x = 0777', 'x = 1__0', 'x = 1a', '$', '?', 'x!', "'\\u12'", "f'{'", "f'{}'", "f'{a b}'", 'try: pass', 'try:\n pass\nfinally', 'except: pass', 'case 1: pass', 'x: int: 5', 'del f()', 'a, b += 1', 'not = 1', 'True = 1', 'class = 1', 'exec "x"', 'print x', 'import', 'from x import', 'from x import (', 'raise x from', 'assert', 'def', 'class', 'for', 'while', 'with', 'x = yield = 1', '(x for x in y) = 1', '{x: 1 for x in y, z}', '[x, y for x in z]', 'f(x for x in y, 1)', 'x if y', 'a = 5 if', 'return 5', '"a" "b" 5', 'a.5', 'a..b', '5.a', 'x = "a\nb"', 'def f():', 'class A:\n', 'for i in range(3):\nprint(i)'):
        try: exec(src, {}); print(repr(src), 'ok')
        except BaseException as e: print(repr(src), '->', type(e).__name__ + ':', e)
unpack()
