# SPDX-License-Identifier: MIT
# scoping, closures, recursion, memoization, string processing
import time, functools
x = 'global'
def f():
    x = 'enclosing'
    def g():
        print(x)
        def h():
            nonlocal x
            x = 'changed'
        h(); print(x)
    g()
f(); print(x)
def make_counter():
    count = 0
    def counter():
        nonlocal count
        count += 1
        return count
    return counter
c = make_counter(); print(c(), c(), c.__closure__[0].cell_contents, c.__code__.co_freevars)
def hanoi(n, a='A', b='B', c='C'):
    if n == 0: return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(10))
def perms(s):
    if len(s) <= 1: yield s
    else:
        for i in range(len(s)):
            for p in perms(s[:i] + s[i+1:]): yield s[i] + p
print(list(perms('abc')))
def quicksort(a): return a if len(a) < 2 else quicksort([x for x in a[1:] if x < a[0]]) + [a[0]] + quicksort([x for x in a[1:] if x >= a[0]])
print(quicksort([3, 6, 1, 8, 2, 9, 2]))
def primes(n):
    sieve = [True] * (n + 1)
    for i in range(2, int(n ** .5) + 1):
        if sieve[i]: sieve[i*i::i] = [False] * len(sieve[i*i::i])
    return [i for i in range(2, n + 1) if sieve[i]]
print(primes(50), len(primes(10000)))
def gcd(a, b): return a if not b else gcd(b, a % b)
def collatz(n):
    steps = 0
    while n != 1: n = n // 2 if n % 2 == 0 else 3 * n + 1; steps += 1
    return steps
print(gcd(48, 18), collatz(27), bin(37)[2:].zfill(8), int('ff', 16), f'{37:#010b}')
text = """the quick brown fox jumps over the lazy dog the end"""
freq = {}
for w in text.split(): freq[w] = freq.get(w, 0) + 1
for w, n in sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))[:3]: print(f'{w:<10}{n:>3}')
print(' '.join(w.capitalize() for w in text.split()), text.title(), text[::-1][:10], 'racecar' == 'racecar'[::-1])
caesar = lambda s, k: ''.join(chr((ord(c) - 97 + k) % 26 + 97) if c.isalpha() else c for c in s)
print(caesar('hello world', 3), caesar(caesar('hello', 3), -3))
print('%-10s|%5d|%8.3f' % ('name', 42, 3.14159), '{:>10}|{:^10}|{:<10}|'.format('r', 'c', 'l'), f"{'x':*^9}", f'{1234.5:,.2f}', f'{0.256:.1%}', f'{255:x}/{255:o}/{255:b}/{255:e}')
for i in range(1, 16): print('FizzBuzz' if i % 15 == 0 else 'Fizz' if i % 3 == 0 else 'Buzz' if i % 5 == 0 else i, end=' ')
print()
matrix = [[1, 2, 3], [4, 5, 6]]; print([list(r) for r in zip(*matrix)], [x for row in matrix for x in row])
def timer(fn):
    @functools.wraps(fn)
    def w(*a, **k):
        s = time.perf_counter(); r = fn(*a, **k); e = time.perf_counter() - s
        print(f'{fn.__name__} took {"some" if e >= 0 else "no"} time'); return r
    return w
@timer
def slow(): time.sleep(0.01); return 'ok'
print(slow())
try:
    def inf(): return inf()
    inf()
except RecursionError as e: print(e)
a = [1, 2, 3]; b = a; b.append(4); print(a is b, a, a == [1, 2, 3, 4], id(a) == id(b))
t = (1, [2]); t[1].append(3); print(t)
try: t[0] = 5
except TypeError as e: print(e)
s = 'immutable'
try: s[0] = 'I'
except TypeError as e: print(e)
try: {}[[]] = 1
except TypeError as e: print(e)
try: int('abc')
except ValueError as e: print(f'{type(e).__name__}: {e}')
else: print('no')
finally: print('always')
def fin():
    try: return 'try'
    finally: print('finally runs')
print(fin())
def fin2():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
        finally: print('f', i)
    return i
print(fin2())
assert True, 'not shown'
try: assert 1 == 2, 'math is broken'
except AssertionError as e: print('AssertionError:', e)
