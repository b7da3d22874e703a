# SPDX-License-Identifier: MIT
import multiprocessing as mp
import queue, time, os

def producer(q, n):
    for i in range(n):
        q.put((os.getpid() != os.getppid(), i))
    q.put(None)

def worker(tasks, results):
    proc = mp.current_process()
    while True:
        task = tasks.get()
        if task is None:
            tasks.task_done()
            break
        results.put(task())
        tasks.task_done()

class Task:
    def __init__(self, a, b):
        self.a, self.b = a, b
    def __call__(self):
        time.sleep(0.01)
        return f"{self.a} * {self.b} = {self.a * self.b}"
    def __str__(self):
        return f"{self.a} * {self.b}"

def main():
    q = mp.Queue(maxsize=2)
    p = mp.Process(target=producer, args=(q, 5)); p.start()
    while (item := q.get()) is not None:
        print(item)
    p.join()
    try:
        q.get(timeout=0.1)
    except queue.Empty as e:
        print("Empty", repr(e))
    try:
        q.get_nowait()
    except queue.Empty:
        print("still empty", q.empty())
    q.put(1); q.put(2)
    try:
        q.put(3, timeout=0.1)
    except queue.Full as e:
        print("Full", repr(e), q.full())
    print(q.get(), q.get())
    q.close(); q.join_thread()
    try:
        q.put(1)
    except ValueError as e:
        print(e)
    tasks, results = mp.JoinableQueue(), mp.Queue()
    n = 2
    ws = [mp.Process(target=worker, args=(tasks, results)) for _ in range(n)]
    for w in ws: w.start()
    for i in range(6): tasks.put(Task(i, i))
    for _ in range(n): tasks.put(None)
    tasks.join()
    print(sorted(results.get() for _ in range(6)))
    a, b = mp.Pipe(duplex=False)
    print(a.readable, a.writable, b.readable, b.writable)
    b.send([1, {"x": (2, 3)}]); print(a.poll(), a.recv(), a.poll(0.01))
    try:
        b.recv()
    except OSError as e:
        print(e)
    b.close()
    try:
        a.recv()
    except EOFError as e:
        print("EOF", repr(e))
    a.close()
    try:
        a.recv()
    except OSError as e:
        print(e)
    c, d = mp.Pipe()
    c.send_bytes(b"hello world", 6, 3); print(d.recv_bytes())
    s = mp.SimpleQueue(); s.put("x"); print(s.empty(), s.get(), s.empty())
    try:
        q = mp.Queue()
        mp.Pipe()[0].send(lambda: 1)
    except Exception as e:
        print(type(e).__name__, str(e).split(" at ")[0])

if __name__ == "__main__":
    main()
