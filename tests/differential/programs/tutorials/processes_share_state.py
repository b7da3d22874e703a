# SPDX-License-Identifier: MIT
import multiprocessing, os, sys, time
from multiprocessing import Process, Queue, Value, Lock, Event, Barrier, Condition, Semaphore, RLock
import ctypes

counter_global = 0

def increment():
    global counter_global
    counter_global += 1
    print("child sees", counter_global)

def raw_increment(v, n):
    for _ in range(n):
        with v.get_lock():
            v.value += 1

def stage(name, ev, nxt):
    ev.wait()
    print("stage", name, flush=True)
    nxt.set()

def barrier_worker(b, i, out):
    b.wait()
    out.put(i)

class Account(ctypes.Structure):
    _fields_ = [("id", ctypes.c_int), ("balance", ctypes.c_double)]

def credit(acc, amount):
    with acc.get_lock():
        acc.balance += amount

def env(q):
    q.put((multiprocessing.current_process().name, multiprocessing.parent_process().name, __name__, multiprocessing.current_process().daemon))

def child_of_daemon():
    try:
        Process(target=print).start()
    except AssertionError as e:
        print("AssertionError:", e, flush=True)

def boom():
    raise ValueError("boom")

if __name__ == "__main__":
    p = Process(target=increment); p.start(); p.join()
    print("parent sees", counter_global)
    v = Value("i", 0)
    ps = [Process(target=raw_increment, args=(v, 50)) for _ in range(3)]
    [x.start() for x in ps]; [x.join() for x in ps]
    print(v.value, v)
    evs = [Event() for _ in range(4)]
    ps = [Process(target=stage, args=(n, evs[i], evs[i + 1])) for i, n in enumerate("abc")]
    for x in reversed(ps): x.start()
    evs[0].set(); evs[3].wait(); [x.join() for x in ps]
    b = Barrier(3); q = Queue()
    ps = [Process(target=barrier_worker, args=(b, i, q)) for i in range(3)]
    [x.start() for x in ps]; print(sorted(q.get() for _ in ps)); [x.join() for x in ps]
    acc = Value(Account, 7, 100.0)
    ps = [Process(target=credit, args=(acc, a)) for a in (10, 20.5)]
    [x.start() for x in ps]; [x.join() for x in ps]
    print(acc.id, acc.balance)
    q = Queue(); p = Process(target=env, args=(q,), name="envp", daemon=True); p.start(); print(q.get()); p.join()
    p = Process(target=child_of_daemon, daemon=True); p.start(); p.join()
    p = Process(target=boom); p.start(); p.join(); print(p.exitcode)
    p = Process(target=time.sleep, args=(100,)); p.start()
    print(p.join(0.1), p.exitcode, p.is_alive()); p.terminate(); p.join(); print(p.exitcode, p.is_alive(), p)  if False else print(p.exitcode)
    try: Process(target=print, args=5)
    except TypeError as e: print(e)
    try: Process(group=1)
    except AssertionError as e: print("A", e)
    try: p.terminate(); p.name = 5
    except AssertionError as e: print("name", e)
    lock = Lock()
    print(lock.acquire(), lock.acquire(block=False), lock.acquire(timeout=0.01)); lock.release()
    try: lock.release()
    except ValueError as e: print(e)
    rl = RLock(); rl.acquire(); rl.acquire(); rl.release(); rl.release()
    try: rl.release()
    except AssertionError as e: print(e)
    s = Semaphore(2); s.acquire(); print(s.get_value(), s)
    print(lock, rl, multiprocessing.BoundedSemaphore(3), multiprocessing.Event().is_set())
    print(sorted(multiprocessing.get_all_start_methods()), multiprocessing.get_start_method(), multiprocessing.cpu_count() == os.cpu_count())
    try: multiprocessing.set_start_method("fork")
    except RuntimeError as e: print(e)
    try: multiprocessing.get_context("bogus")
    except ValueError as e: print(e)
    ctx = multiprocessing.get_context("spawn")
    if True:
        q = ctx.Queue(); p = ctx.Process(target=env, args=(q,)); p.start(); print(q.get()); p.join(); print(type(p).__name__)
