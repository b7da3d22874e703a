# SPDX-License-Identifier: MIT
import threading, time, collections, random, sys, functools, itertools, contextlib
from concurrent.futures import ThreadPoolExecutor, Future, as_completed
class BoundedBuffer:
    def __init__(self, n): self.buf, self.n = collections.deque(), n; self.mutex = threading.Lock(); self.not_empty = threading.Condition(self.mutex); self.not_full = threading.Condition(self.mutex); self.high = 0
    def put(self, x):
        with self.not_full:
            while len(self.buf) >= self.n: self.not_full.wait()
            self.buf.append(x); self.high = max(self.high, len(self.buf)); self.not_empty.notify()
    def get(self):
        with self.not_empty:
            while not self.buf: self.not_empty.wait()
            x = self.buf.popleft(); self.not_full.notify(); return x
b = BoundedBuffer(3); got = []
def prod(k):
    for i in range(5): b.put((k, i))
def cons(n):
    for _ in range(n): got.append(b.get())
ts = [threading.Thread(target=prod, args=(k,)) for k in range(3)] + [threading.Thread(target=cons, args=(5,)) for _ in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]; print(len(got), sorted(got)[:3], b.high <= 3)
active = peak = 0; lk = threading.Lock(); sem = threading.BoundedSemaphore(2)
def limited(i):
    global active, peak
    with sem:
        with lk: active += 1; peak = max(peak, active)
        time.sleep(0.02)
        with lk: active -= 1
ts = [threading.Thread(target=limited, args=(i,)) for i in range(6)]; [t.start() for t in ts]; [t.join() for t in ts]; print("peak", peak)
class CountDownLatch:
    def __init__(self, n): self.n = n; self.c = threading.Condition()
    def count_down(self):
        with self.c:
            self.n -= 1
            if self.n <= 0: self.c.notify_all()
    def wait(self):
        with self.c: self.c.wait_for(lambda: self.n <= 0)
latch = CountDownLatch(3); order = []
def w(i): time.sleep(0.05 * i); order.append(i); latch.count_down()
for i in (3, 1, 2): threading.Thread(target=w, args=(i,)).start()
latch.wait(); print(order)
class ThreadPool:
    def __init__(self, n): 
        import queue; self.q = queue.Queue(); self.ts = [threading.Thread(target=self._run, daemon=True) for _ in range(n)]; [t.start() for t in self.ts]
    def _run(self):
        while True:
            fut, fn, a = self.q.get()
            if fut.set_running_or_notify_cancel():
                try: fut.set_result(fn(*a))
                except BaseException as e: fut.set_exception(e)
            self.q.task_done()
    def submit(self, fn, *a): f = Future(); self.q.put((f, fn, a)); return f
    def __enter__(self): return self
    def __exit__(self, *e): self.q.join()
with ThreadPool(2) as tp: fs = [tp.submit(divmod, 7, d) for d in (2, 0, 3)]
print([f.exception() or f.result() for f in fs])
def memo(fn):
    cache, lock, evs = {}, threading.Lock(), {}
    @functools.wraps(fn)
    def inner(*a):
        with lock:
            if a in cache: return cache[a]
            ev = evs.get(a); owner = ev is None
            if owner: ev = evs[a] = threading.Event()
        if owner: cache[a] = fn(*a); ev.set()
        else: ev.wait()
        return cache[a]
    return inner
calls = []
@memo
def slow(n): calls.append(n); time.sleep(0.05); return n * n
with ThreadPoolExecutor(8) as ex: print(list(ex.map(slow, [1, 2, 1, 2, 3, 1])), sorted(calls))
@functools.lru_cache(maxsize=2)
def f(x): return x
[f(i) for i in (1, 2, 1, 3, 1)]; print(f.cache_info(), f.cache_parameters())
a, c = threading.Lock(), threading.Lock()
def try_both(l1, l2, name, res):
    for attempt in itertools.count(1):
        with l1:
            time.sleep(0.01 * len(name))
            if l2.acquire(timeout=0.02):
                try: res.append(name); return
                finally: l2.release()
        time.sleep(0.03 * len(name))
res = []; ts = [threading.Thread(target=try_both, args=(a, c, "x", res)), threading.Thread(target=try_both, args=(c, a, "yyy", res))]; [t.start() for t in ts]; [t.join() for t in ts]; print(sorted(res))
turn = threading.Condition(); cur = 0; out = []
def printer(me, n, txt):
    global cur
    for _ in range(3):
        with turn: turn.wait_for(lambda: cur % n == me); out.append(txt); cur += 1; turn.notify_all()
ts = [threading.Thread(target=printer, args=(i, 3, ch)) for i, ch in enumerate("ABC")]; [t.start() for t in ts]; [t.join() for t in ts]; print("".join(out))
bar = threading.Barrier(2); res = []
def phase(n):
    for ph in range(3): time.sleep(0.01 * n); res.append((ph, n)); bar.wait()
ts = [threading.Thread(target=phase, args=(i,)) for i in range(2)]; [t.start() for t in ts]; [t.join() for t in ts]; print(res)
stop = threading.Event(); beats = []
def heart():
    while not stop.wait(0.1): beats.append("b")
t = threading.Thread(target=heart); t.start(); time.sleep(0.35); stop.set(); t.join(); print(len(beats))
def fizz(): pass
print([t.name for t in threading.enumerate()], threading.active_count(), threading.Thread(target=fizz).name.endswith("(fizz)"))
x = 0
def inc(n):
    global x
    for _ in range(n): x += 1
ts = [threading.Thread(target=inc, args=(1000,)) for _ in range(3)]; [t.start() for t in ts]; [t.join() for t in ts]; print(x == 3000)
d = threading.Thread(target=time.sleep, args=(100,), daemon=True); d.start(); d.join(0.05); print(d.is_alive(), d.daemon)
sys.exit(0 if x else 1)
