# SPDX-License-Identifier: MIT
from multiprocessing import Process, Queue, Pipe, Pool, Lock, Value, Array, Manager, current_process, cpu_count
import os, time
def f(name): print('hello', name, current_process().name, flush=True)
def square(x): return x * x
def putter(q): q.put([42, None, 'hello'])
def sender(conn): conn.send({'a': 1}); conn.close()
def inc(v, a, l):
    for _ in range(100):
        with l: v.value += 1
    for i in range(len(a)): a[i] = -a[i]
def mgr(d, l): d[1] = '1'; d['2'] = 2; l.reverse()
def boom(): raise ValueError('in child')
class P(Process):
    def __init__(self, n): super().__init__(); self.n = n
    def run(self): print('P', self.n, flush=True)
if __name__ == '__main__':
    p = Process(target=f, args=('bob',)); print(p.is_alive(), p.exitcode, p.pid); p.start(); p.join(); print(p.exitcode, p.is_alive(), p.name)
    q = Queue(); p = Process(target=putter, args=(q,)); p.start(); print(q.get()); p.join()
    a, b = Pipe(); p = Process(target=sender, args=(b,)); p.start(); print(a.recv()); p.join()
    with Pool(3) as pool:
        print(pool.map(square, range(10)), pool.apply(square, (7,)), pool.apply_async(square, (8,)).get(timeout=5), list(pool.imap(square, [1, 2])), pool.starmap(pow, [(2, 3), (3, 2)]), sorted(pool.imap_unordered(square, range(4))))
    v = Value('i', 0); arr = Array('i', range(5)); l = Lock()
    ps = [Process(target=inc, args=(v, arr, l)) for _ in range(3)]; [p.start() for p in ps]; [p.join() for p in ps]; print(v.value, arr[:])
    with Manager() as m:
        d = m.dict(); li = m.list(range(5)); p = Process(target=mgr, args=(d, li)); p.start(); p.join(); print(d, li)
    for i in range(2): x = P(i); x.start(); x.join()
    p = Process(target=time.sleep, args=(100,)); p.start(); p.terminate(); p.join(); print(p.exitcode)
    p = Process(target=boom); p.start(); p.join(); print('exit', p.exitcode)
    with Pool(2) as pool:
        try: pool.map(int, ['1', 'x'])
        except ValueError as e: print('pool', e)
    from concurrent.futures import ProcessPoolExecutor, as_completed
    with ProcessPoolExecutor(max_workers=2) as ex:
        fs = {ex.submit(square, n): n for n in range(4)}
        print(sorted((fs[f], f.result()) for f in as_completed(fs)), list(ex.map(square, [5, 6])))
    print(cpu_count() > 0, os.getpid() != os.getppid(), current_process(), current_process().name)
