# SPDX-License-Identifier: MIT
# dining philosophers + readers/writers + barrier etc, deterministic outputs
import threading, time
from collections import defaultdict
class Philosopher(threading.Thread):
    running = True
    def __init__(self, index, left, right):
        threading.Thread.__init__(self, name=f'Philosopher {index}')
        self.index, self.left, self.right, self.meals = index, left, right, 0
    def run(self):
        for _ in range(3):
            first, second = (self.left, self.right) if self.index % 2 else (self.right, self.left)
            with first:
                with second: self.meals += 1
forks = [threading.Lock() for _ in range(5)]
ps = [Philosopher(i, forks[i], forks[(i + 1) % 5]) for i in range(5)]
for p in ps: p.start()
for p in ps: p.join()
print([p.meals for p in ps], [p.name for p in ps][:2])
class RWLock:
    def __init__(self): self._cond = threading.Condition(); self._readers = 0
    def acquire_read(self):
        with self._cond: self._readers += 1
    def release_read(self):
        with self._cond:
            self._readers -= 1
            if not self._readers: self._cond.notify_all()
    def acquire_write(self):
        self._cond.acquire()
        while self._readers > 0: self._cond.wait()
    def release_write(self): self._cond.release()
rw = RWLock(); data = {'v': 0}; seen = []
def reader():
    for _ in range(5): rw.acquire_read(); seen.append(data['v']); rw.release_read(); time.sleep(0.001)
def writer():
    for _ in range(5): rw.acquire_write(); data['v'] += 1; rw.release_write(); time.sleep(0.001)
ts = [threading.Thread(target=reader) for _ in range(3)] + [threading.Thread(target=writer) for _ in range(2)]
[t.start() for t in ts]; [t.join() for t in ts]; print(data, len(seen), max(seen) <= 10)
barrier = threading.Barrier(3, action=lambda: print('all here'))
results = defaultdict(list)
def phase(n):
    for p in range(2):
        barrier.wait(); results[p].append(n)
ts = [threading.Thread(target=phase, args=(i,)) for i in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]; print({k: sorted(v) for k, v in results.items()})
b = threading.Barrier(2)
def lonely():
    try: b.wait(timeout=0.05)
    except threading.BrokenBarrierError as e: print('broken', repr(e))
t = threading.Thread(target=lonely); t.start(); t.join(); print(b.broken); b.reset(); print(b.broken)
counter = 0
lock = threading.Lock()
def inc():
    global counter
    for _ in range(1000):
        with lock: counter += 1
ts = [threading.Thread(target=inc) for _ in range(10)]
for t in ts: t.start()
for t in ts: t.join()
print(f'Final counter: {counter:,}')
event = threading.Event()
def waiter(n):
    print(f'waiter {n} waiting'); event.wait(); print(f'waiter {n} released')
t = threading.Thread(target=waiter, args=(1,)); t.start(); time.sleep(.01); print('setting'); event.set(); t.join()
sem = threading.Semaphore(2); active = 0; peak = 0
def limited():
    global active, peak
    with sem:
        with lock: active += 1; peak = max(peak, active)
        time.sleep(0.005)
        with lock: active -= 1
ts = [threading.Thread(target=limited) for _ in range(6)]
[t.start() for t in ts]; [t.join() for t in ts]; print('peak', peak)
local = threading.local()
def show():
    try: print(local.value)
    except AttributeError as e: print(type(e).__name__, e)
local.value = 1; t = threading.Thread(target=show); t.start(); t.join(); show()
timer = threading.Timer(10, print, ['never']); timer.start(); timer.cancel(); timer.join(); print(timer.finished.is_set(), timer.is_alive())
print(threading.active_count(), [t.name for t in threading.enumerate()], threading.main_thread().name, threading.get_ident() == threading.main_thread().ident)
