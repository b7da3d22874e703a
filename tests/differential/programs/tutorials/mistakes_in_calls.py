# SPDX-License-Identifier: MIT
import math
tests = """1 + '1'
'1' + 1
'a' * 'b'
[1] + (2,)
len(5)
5[0]
5()
'abc'['a']
'abc'[10]
[1,2]['x']
[1,2][5]
(1,)[3]
{}['k']
{[]: 1}
{1,[2]}
{{}: 1}
None + 1
None[0]
None()
int('abc')
int('')
int('1.5')
int(None)
int([])
int('9', 5)
int('z', 99)
float('x')
float(None)
float([])
str(1,2,3)
'abc'.foo
max()
max([])
max(1)
min([1,'a'])
sorted([1,'a'])
sorted(5)
sum(['a','b'])
sum('ab')
sum([[1]])
''.join([1,2])
''.join(5)
'a,b'.split(1)
'a'.replace('b')
'x'.index('y')
[1].index(2)
[1].remove(3)
[].pop()
[1].pop(5)
{}.pop('a')
{}.popitem()
set().pop()
{1}.remove(2)
(1).append
range(1.5)
range('a')
range()
range(1,2,0)
chr(-1)
chr('a')
ord('ab')
ord('')
ord(5)
abs('a')
round('a')
pow(2,-1,4)
pow('a',2)
divmod(1,0)
1/0
1//0
1%0
1.0/0
1.0//0
1.5%0
0**-1
0.0**-1
2**'a'
-'a'
~1.5
not_defined
1<'a'
[1]<[None]
(1,2)<(1,'a')
{}<{}
1j<2j
1 in 5
'a' in 5
1 in 'abc'
iter(5)
next([])
next(iter([]))
list(5)
tuple(5)
dict(5)
dict([1])
dict([(1,2,3)])
dict(['ab','c'])
set(5)
enumerate(5)
zip(1)
list(zip([1],[1,2],strict=True))
list(map(int,['a']))
map(int)
filter(5)
list(map(5,[1]))
reversed({1})
isinstance(1)
math.sqrt(-1)
math.sqrt('a')
math.log(0)
math.factorial(-1)
math.factorial(1.5)
math.exp(1000)
math.gcd(1.5)
math.floor('a')
10.0**400
int(float('inf'))
int(float('nan'))
'%d' % 'a'
'%s %s' % 1
'%s' % (1,2)
'%(a)s' % {}
'%q' % 1
'{} {}'.format(1)
'{a}'.format()
'{0}{}'.format(1)
'{:d}'.format('a')
'{:s}'.format(1)
'{:.2f}'.format('a')
'{:z}'.format(1)
'{'.format()
'}'.format()
f'{1:xx}'
format(1,'abc')
format('a','d')
format([], 'd')
bytes('a')
bytes(-1)
bytes([256])
b'a'+'a'
b'a'.decode('foo')
'é'.encode('ascii')
b'\\xff'.decode()
bytearray('x')
hash([])
hash({})
getattr(1,'x')
getattr(1,2)
setattr(1,'x',2)
type('a','b')
type()
super()
object().x
complex('a')
complex(1,'a')
slice()
input(1,2)
print(1,sep=2)
hex('a')
bin(1.5)
oct(None)
callable()
id()
vars(1)
dir(1,2)
globals()['zz']
eval('1+')
eval(5)
exec('x=')
compile('a','b','c')
__import__('nope')
lambda: x
(lambda x: x)()
(lambda x: x)(1,2)
(lambda *, a: a)()
print.foo
len.foo = 1
[].sort(1)
[1,'a'].sort()
[].sort(key=1)
[3].sort(key=1)
[].extend(1)
[].insert(1)
'a'.join
'abc'.center()
'abc'.center('a')
'abc'.ljust(5,'ab')
'a'.zfill('a')
'abc'.startswith(1)
'abc'.count()
'abc'.strip(1)
'abc'.translate(1)
'a'.encode(5)
[1,2,3][1:2:0]
[1,2,3]['a':]
'abc'[1.5]
frozenset([[]])
{1}|[2]
{1}.union(5)
{}|5
{}.update(5)
{}.fromkeys(5)
{}.get()
(1,2).index(5)
1 .bit_length(5)
(5).to_bytes(0,'big')
(500).to_bytes(1,'big')
(-1).to_bytes(1,'big')
(1).to_bytes(1,'x')
int.from_bytes('a','big')
float.fromhex('x')
(1.5).is_integer(1)
'a'.isalpha(1)
1 if 'a'+1 else 2
[i for i in 5]
{**5}
[*5]
(lambda a,b,c: 0)(1)
(lambda a,b=1,*,c,d: 0)(1)
(lambda a,b: 0)(1,2,3,4)
(lambda: 0)(1)
(lambda a=1: 0)(1,2)
int(x=1)
str(foo=1)
list(a=1)
dict(1,2)
bool(1,2)
float(1,2)
tuple(1,2)
[].append()
[].append(1,2)
{}.keys(1)
'a'.upper(1)
math.sin()
math.sin(1,2)
math.pow(1)
abs()
abs(1,2)
sorted()
sorted([1],key=len)
sorted([1],foo=1)
min(1,2,key=5)
range(10)[20]
range(10)['a']
memoryview(5)
property(1,2,3,4,5)
staticmethod()
all(5)
any(None)
round(1.5,'a')
sum(5)
sum([1],'a')
ord(b'ab')
iter(1,2)
print(*5)
print(**5)
print(**{1:2})
list.append(5,1)
str.upper(5)
int.__add__('a',1)
dict.fromkeys()
object.foo
'{a.b}'.format(a=1)
'{a[b]}'.format(a=[1])
'{0[x]}'.format({})
'{!x}'.format(1)
f'{1!r:>{"a"}}'""".split("\n")
for t in tests:
    try: r = eval(t); print(t, "=>", r if "0x" not in repr(r) else "obj")
    except BaseException as e: print(t, "->", type(e).__name__, "|", e)
