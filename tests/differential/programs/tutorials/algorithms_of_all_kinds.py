# SPDX-License-Identifier: MIT
import random
def bubble(a):
    a = a[:]; n = len(a)
    for i in range(n):
        sw = False
        for j in range(n - i - 1):
            if a[j] > a[j + 1]: a[j], a[j + 1] = a[j + 1], a[j]; sw = True
        if not sw: break
    return a
def quick(a): return a if len(a) <= 1 else quick([x for x in a[1:] if x < a[0]]) + [a[0]] + quick([x for x in a[1:] if x >= a[0]])
def merge(a):
    if len(a) < 2: return a
    m = len(a) // 2; l, r = merge(a[:m]), merge(a[m:]); o = []; i = j = 0
    while i < len(l) and j < len(r):
        if l[i] <= r[j]: o.append(l[i]); i += 1
        else: o.append(r[j]); j += 1
    return o + l[i:] + r[j:]
random.seed(10); a = [random.randrange(1000) for _ in range(50)]; print(bubble(a) == quick(a) == merge(a) == sorted(a), quick(a)[:10])
def lcs(a, b):
    dp = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1): dp[i][j] = dp[i-1][j-1] + 1 if x == y else max(dp[i-1][j], dp[i][j-1])
    out = []; i, j = len(a), len(b)
    while i and j:
        if a[i-1] == b[j-1]: out.append(a[i-1]); i -= 1; j -= 1
        elif dp[i-1][j] >= dp[i][j-1]: i -= 1
        else: j -= 1
    return "".join(out[::-1])
print(lcs("AGGTAB", "GXTXAYB"))
def knap(W, items):
    dp = [0] * (W + 1)
    for w, v in items:
        for c in range(W, w - 1, -1): dp[c] = max(dp[c], dp[c - w] + v)
    return dp[W]
print(knap(50, [(10, 60), (20, 100), (30, 120)]))
def queens(n, row=0, cols=()):
    if row == n: yield cols; return
    for c in range(n):
        if all(c != cc and abs(c - cc) != row - r for r, cc in enumerate(cols)): yield from queens(n, row + 1, cols + (c,))
print(len(list(queens(6))), next(queens(8)))
def hanoi(n, a, b, c):
    if n: return hanoi(n-1, a, c, b) + [(a, c)] + hanoi(n-1, b, a, c)
    return []
print(len(hanoi(5, "A", "B", "C")), hanoi(2, *"ABC")); from collections import deque
def bfs(g, s, t):
    q = deque([[s]]); seen = {s}
    while q:
        p = q.popleft()
        if p[-1] == t: return p
        for n in g[p[-1]]:
            if n not in seen: seen.add(n); q.append(p + [n])
print(bfs({"A": "BC", "B": "D", "C": "DE", "D": "F", "E": "F", "F": ""}, "A", "F"))
def matmul(a, b): return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]
print(matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]])); from graphlib import TopologicalSorter, CycleError
print(list(TopologicalSorter({"D": {"B", "C"}, "B": {"A"}, "C": {"A"}}).static_order())[0])
try: list(TopologicalSorter({"a": "b", "b": "a"}).static_order())
except CycleError as e: print(e)
class Trie:
    def __init__(s): s.root = {}
    def insert(s, w):
        n = s.root
        for c in w: n = n.setdefault(c, {})
        n["$"] = True
    def words(s, n=None, p=""):
        for c, ch in sorted((s.root if n is None else n).items()):
            if c == "$": yield p
            else: yield from s.words(ch, p + c)
t = Trie(); [t.insert(w) for w in ("to", "tea", "ten", "i", "in")]; print(list(t.words()), t.root)
class LRU:
    def __init__(s, c):
        from collections import OrderedDict; s.c = c; s.d = OrderedDict()
    def get(s, k):
        if k not in s.d: return -1
        s.d.move_to_end(k); return s.d[k]
    def put(s, k, v):
        s.d[k] = v; s.d.move_to_end(k)
        if len(s.d) > s.c: print("evict", s.d.popitem(last=False))
l = LRU(2); l.put(1, 1); l.put(2, 2); l.get(1); l.put(3, 3); print(l.get(2), l.d)
def life(cells):
    from collections import Counter
    n = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0)); return {c for c, k in n.items() if k == 3 or k == 2 and c in cells}
g = {(1, 0), (1, 1), (1, 2)}
for _ in range(2):
    g = life(g); print("\n".join("".join("#" if (x, y) in g else "." for x in range(3)) for y in range(3)))
def sieve(n):
    s = bytearray([1]) * (n + 1); s[:2] = b"\0\0"
    for i in range(2, int(n ** .5) + 1):
        if s[i]: s[i*i::i] = bytes(len(range(i*i, n + 1, i)))
    return [i for i, p in enumerate(s) if p]
print(sieve(50), sum(sieve(1000))); print([*map(lambda n: "FizzBuzz"[n % -3 & 4:12 - (n % -5 & 8)] or n, range(1, 16))])
def collatz(n, d=0): return d if n == 1 else collatz(n // 2 if n % 2 == 0 else 3 * n + 1, d + 1)
print(collatz(27), [2 ** i % 7 for i in range(5)], pow(3, -1, 11), "".join(sorted({*"hello"})))
def solve(b):
    for r in range(9):
        for c in range(9):
            if b[r][c] == 0:
                for n in range(1, 10):
                    if all(b[r][i] != n and b[i][c] != n and b[r//3*3+i//3][c//3*3+i%3] != n for i in range(9)):
                        b[r][c] = n
                        if solve(b): return True
                        b[r][c] = 0
                return False
    return True
bd = [[int(ch) for ch in r] for r in "530070000 600195000 098000060 800060003 400803001 700020006 060000280 000419005 000080079".split()]; solve(bd); print(*bd[0]); quick(None)
