# SPDX-License-Identifier: MIT
import multiprocessing as mp, queue, threading, time, os, sys, itertools, functools, json, zlib, hashlib, random, math
from collections import Counter, defaultdict, deque, OrderedDict
def stage(fn, inq, outq):
    for item in iter(inq.get, None): outq.put(fn(item))
    outq.put(None)
def clean(s): return s.strip().lower()
def split(s): return s.split()
def count(ws): return Counter(ws)
def mapper(doc): return [(w, 1) for w in doc.lower().split()]
def partition(pairs):
    d = defaultdict(list)
    for k, v in itertools.chain.from_iterable(pairs): d[k].append(v)
    return d.items()
def reducer(kv): return kv[0], sum(kv[1])
def pi_part(args):
    seed, n = args; r = random.Random(seed)
    return sum(1 for _ in range(n) if r.random() ** 2 + r.random() ** 2 <= 1)
def is_prime(n): return n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))
def matmul_row(args): row, m = args; return [sum(a * b for a, b in zip(row, col)) for col in zip(*m)]
def merge(a, b): return sorted(a + b)
def msort(data, depth=0):
    if len(data) < 2: return data
    mid = len(data) // 2
    if depth > 0: return merge(msort(data[:mid]), msort(data[mid:]))
    with mp.Pool(2) as p: return merge(*p.starmap(msort, [(data[:mid], 1), (data[mid:], 1)]))
def hash_chunk(c): return hashlib.sha256(c).hexdigest()[:12]
def collatz(n):
    c = 0
    while n != 1: n = n // 2 if n % 2 == 0 else 3 * n + 1; c += 1
    return c
def mandel(y): return "".join("*" if abs(functools.reduce(lambda z, _: z * z + complex(x / 10 - 2, y / 5 - 1) if abs(z) < 2 else z, range(20), 0)) < 2 else "." for x in range(0, 30, 2))
def chunked(it, n):
    it = iter(it)
    while batch := list(itertools.islice(it, n)): yield batch
if __name__ == "__main__":
    q = [mp.Queue() for _ in range(4)]
    ps = [mp.Process(target=stage, args=(f, q[i], q[i + 1]), name=f.__name__) for i, f in enumerate((clean, split, count))]
    for p in ps: p.start()
    for s in ("  The Cat ", "the dog THE", ""): q[0].put(s)
    q[0].put(None)
    for c in iter(q[3].get, None): print(dict(c))
    for p in ps: p.join(); print(p.name, p.exitcode)
    docs = ["the quick brown fox", "the lazy dog", "quick quick dog"]
    with mp.Pool(3) as pool:
        print(sorted(pool.map(reducer, partition(pool.map(mapper, docs))), key=lambda kv: (-kv[1], kv[0])))
        hits = sum(pool.map(pi_part, [(s, 500) for s in range(4)])); print(4 * hits / 2000)
        print([n for n, p in zip(range(100, 130), pool.map(is_prime, range(100, 130), chunksize=7)) if p])
        print(pool.map(matmul_row, [(r, [[1, 2], [3, 4]]) for r in [[1, 0], [2, 1]]]))
        print(pool.map(hash_chunk, [b"a" * 1000, b"b" * 5000]), max(pool.imap_unordered(collatz, range(1, 60)), default=None))
        print("\n".join(pool.map(mandel, range(11))))
        print([sum(x) for x in chunked(range(10), 4)], pool.starmap(max, zip([1, 5], [3, 2])))
    print(msort([5, 2, 9, 1, 7, 3]))
    a, b = mp.Pipe(); p = mp.Process(target=lambda: None) if False else mp.Process(target=b.send, args=({"k": (1, [2])},)); p.start(); print(a.recv()); p.join()
    data = zlib.compress(b"hello " * 100); print(len(data), zlib.decompress(data)[:11], zlib.crc32(b"x"), json.dumps({"pid": os.getpid() == mp.current_process().pid}))
    ev = mp.Event(); p = mp.Process(target=ev.wait); p.start(); print(p.is_alive()); ev.set(); p.join(); print(p.exitcode, mp.active_children())
    sem = mp.Semaphore(2); print([sem.acquire(block=False) for _ in range(3)]); c = mp.Condition()
    with c: print(c.wait(timeout=0.01), c.wait_for(lambda: True))
    arr = mp.Array("i", range(5)); arr[1:3] = [10, 20]; print(arr[:], len(arr), sum(arr)); raw = mp.RawArray("c", b"hello"); print(raw.value, raw[:3]); v = mp.Value("d", 1.5, lock=False); v.value *= 2; print(v.value); ch = mp.Value("c", b"x"); print(ch.value)
    try: arr[10] = 1
    except IndexError as e: print(e)
    try: arr[0] = "s"
    except TypeError as e: print(e)
    try: mp.Value("z", 1)
    except Exception as e: print(type(e).__name__)
