# SPDX-License-Identifier: MIT
# locks & friends with printed states
import threading, time, queue, sys
lock = threading.Lock(); print(lock.locked(), lock); lock.acquire(); print(lock.locked()); print(lock.acquire(blocking=False), lock.acquire(timeout=0.1)); lock.release()
try: lock.release()
except RuntimeError as e: print(e)
r = threading.RLock(); r.acquire(); r.acquire(); r.release(); r.release()
try: r.release()
except RuntimeError as e: print(e)
def worker(n): print(threading.current_thread().name, n, threading.current_thread() is threading.main_thread())
ts = [threading.Thread(target=worker, args=(i,), name=f'W-{i}') for i in range(3)]
for t in ts: t.start(); t.join()
print(ts[0].name, ts[0].is_alive(), ts[0].daemon, threading.active_count())
t = threading.Thread(target=worker, args=(1,)); print(t)
try: t.join()
except RuntimeError as e: print(e)
t.start(); t.join()
try: t.start()
except RuntimeError as e: print(e)
def boom(): raise ValueError('in thread')
t = threading.Thread(target=boom); t.start(); t.join(); print('main goes on')
threading.excepthook = lambda a: print('hook', a.exc_type, a.exc_value, a.thread.name)
t = threading.Thread(target=boom); t.start(); t.join()
ev = threading.Event(); print(ev.is_set(), ev.wait(0.01)); ev.set(); print(ev.wait())
sem = threading.BoundedSemaphore(1); sem.acquire(); sem.release()
try: sem.release()
except ValueError as e: print(e)
b = threading.Barrier(2); out = []
def bw(): out.append(b.wait())
ts = [threading.Thread(target=bw) for _ in range(2)]; [t.start() for t in ts]; [t.join() for t in ts]; print(sorted(out), b.parties, b.n_waiting, b.broken)
loc = threading.local(); loc.x = 1
def lw():
    print(hasattr(loc, 'x')); loc.x = 2
t = threading.Thread(target=lw); t.start(); t.join(); print(loc.x)
q = queue.Queue(2); q.put(1); q.put(2); print(q.full(), q.qsize(), q.empty())
try: q.put_nowait(3)
except queue.Full as e: print(repr(e))
print(q.get(), q.get())
try: q.get(timeout=0.01)
except queue.Empty as e: print(repr(e))
q.task_done(); q.task_done()
try: q.task_done()
except ValueError as e: print(e)
tm = threading.Timer(0.05, lambda: print('timer')); tm.start(); tm.join()
c = threading.Condition(); items = []
def cons():
    with c:
        c.wait_for(lambda: items); print('got', items.pop())
t = threading.Thread(target=cons); t.start()
with c: items.append(5); c.notify_all()
t.join()
print(sys.getswitchinterval()); sys.setswitchinterval(0.001); print(sys.getswitchinterval())
class MyT(threading.Thread):
    def __init__(self, n): super().__init__(); self.n = n; self.result = None
    def run(self): self.result = self.n ** 2
ms = [MyT(i) for i in range(4)]; [m.start() for m in ms]; [m.join() for m in ms]; print([m.result for m in ms])
d = threading.Thread(target=time.sleep, args=(100,), daemon=True); d.start(); print(d.daemon, d.is_alive())
pq = queue.PriorityQueue(); [pq.put(x) for x in [(3,'c'),(1,'a'),(2,'b')]]; print([pq.get() for _ in range(3)])
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
with ThreadPoolExecutor(3) as ex:
    print(list(ex.map(lambda x: x*x, range(5)))); f = ex.submit(pow, 2, 3); print(f.result(), f.done(), f); g = ex.submit(boom)
    print(repr(g.exception()))
    try: g.result()
    except ValueError as e: print('caught', e)
try: ex.submit(print)
except RuntimeError as e: print(e)
