# SPDX-License-Identifier: MIT
import multiprocessing as mp, queue, time, os
from multiprocessing.managers import BaseManager, SyncManager, MakeProxyType
class QueueManager(BaseManager): pass
task_q, result_q = queue.Queue(), queue.Queue()
def get_task(): return task_q
def get_result(): return result_q
def worker(address, key, n):
    QueueManager.register("get_task_queue"); QueueManager.register("get_result_queue")
    m = QueueManager(address=address, authkey=key); m.connect()
    t, r = m.get_task_queue(), m.get_result_queue()
    for _ in range(n):
        x = t.get(timeout=5); r.put(f"{x} * {x} = {x * x}")
class Math:
    def __init__(self): self.calls = 0
    def add(self, a, b): self.calls += 1; return a + b
    def count(self): return self.calls
    def fail(self): raise ValueError("remote failure")
class MM(BaseManager): pass
MM.register("Math", Math); MM.register("pow", callable=lambda a, b: [a ** b], exposed=["__getitem__", "__str__"])
class MyDict(dict): pass
if __name__ == "__main__":
    QueueManager.register("get_task_queue", callable=get_task); QueueManager.register("get_result_queue", callable=get_result)
    manager = QueueManager(address=("127.0.0.1", 0), authkey=b"abc"); manager.start()
    t, r = manager.get_task_queue(), manager.get_result_queue()
    for i in range(4): t.put(i)
    p = mp.Process(target=worker, args=(manager.address, b"abc", 4)); p.start()
    for _ in range(4): print(r.get(timeout=10))
    p.join(); manager.shutdown(); print("manager exit")
    with MM() as m:
        a = m.Math(); print(a.add(1, 2), a.add(x := 5, 6), a.count(), m.pow(2, 5)[0], str(m.pow(2, 3)))
        try: a.fail()
        except ValueError as e: print("ValueError:", e)
        try: a.nothing()
        except AttributeError as e: print(e)
        print(type(a).__name__, repr(a)[:11])
    try: m.Math()
    except Exception as e: print(type(e).__name__)
    with mp.Manager() as m:
        d, l, lock = m.dict(), m.list(range(3)), m.Lock()
        d.update(a=1, b=[1, 2]); d["b"].append(3); print(d["b"], d.items(), list(d), d.pop("a"), d.setdefault("z", 0), len(d), "z" in d, d)
        l += [9]; l[0] = "x"; del l[1]; l.insert(1, "ins"); print(l, l * 2, l + [1], 9 in l, len(l), [*l], l[-1], l[1:3]); l.remove(9); print(l._getvalue(), str(l), repr(l)[:10])
        ns = m.Namespace(); ns.x = 10; ns.y = "s"; del ns.y; print(ns, hasattr(ns, "y")); ev = m.Event(); print(ev.is_set(), ev.wait(0.01)); ev.set(); print(ev.is_set())
        arr = m.Array("i", [1, 2, 3]); arr[0] = 5; print(arr[:], len(arr), arr); b = m.Barrier(1); print(b.wait(), b.parties, b.broken); s = m.Semaphore(1)
        with s: print(s.acquire(False))
        c = m.Condition()
        with c: print(c.wait(0.01)); c.notify_all()
        q = m.Queue(2); q.put(1); print(q.full(), q.qsize(), q.get())
        try: q.get_nowait()
        except queue.Empty as e: print(type(e).__name__)
        try: l[99]
        except IndexError as e: print(e)
        with m.Pool(2) as pool: print(pool.map(abs, [-1, -2]), pool.apply(max, (3, 4)), pool.apply_async(len, ("abc",)).get(), list(pool.imap(abs, [-5])))
