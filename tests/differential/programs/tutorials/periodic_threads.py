# SPDX-License-Identifier: MIT
import threading, time
class PeriodicTimer:
    def __init__(self, interval):
        self._interval = interval
        self._flag = 0
        self._cv = threading.Condition()
    def start(self):
        t = threading.Thread(target=self.run, daemon=True)
        t.start()
    def run(self):
        while True:
            time.sleep(self._interval)
            with self._cv:
                self._flag ^= 1
                self._cv.notify_all()
    def wait_for_tick(self):
        with self._cv:
            last_flag = self._flag
            while last_flag == self._flag:
                self._cv.wait()
ptimer = PeriodicTimer(5); ptimer.start() if False else None
ptimer = PeriodicTimer(0.2); ptimer.start()
def countdown(n):
    while n > 0:
        ptimer.wait_for_tick()
        print("T-minus", n)
        n -= 1
t = threading.Thread(target=countdown, args=(3,)); t.start(); t.join()
class RepeatingTimer(threading.Timer):
    def run(self):
        while not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
ticks = []
rt = RepeatingTimer(0.1, ticks.append, args=["tick"]); rt.start(); time.sleep(0.35); rt.cancel(); rt.join()
print(ticks, rt.interval, rt.is_alive())
class CountdownTask:
    def __init__(self): self._running = True
    def terminate(self): self._running = False
    def run(self, n):
        while self._running and n > 0:
            print("minus", n); n -= 1; time.sleep(0.1)
        print("stopped at", n)
c = CountdownTask(); t = threading.Thread(target=c.run, args=(10,)); t.start(); time.sleep(0.25); c.terminate(); t.join()
class SharedCounter:
    _lock = threading.RLock()
    def __init__(self, initial_value=0): self._value = initial_value
    def incr(self, delta=1):
        with SharedCounter._lock:
            self._value += delta
    def decr(self, delta=1):
        with SharedCounter._lock:
            self.incr(-delta)
sc = SharedCounter()
ts = [threading.Thread(target=lambda: [sc.incr() for _ in range(1000)]) for _ in range(4)] + [threading.Thread(target=sc.decr, args=(500,))]
[t.start() for t in ts]; [t.join() for t in ts]; print(sc._value)
sema = threading.Semaphore(0)
def worker(n, sema):
    sema.acquire(); out.append(n)
out = []
ws = [threading.Thread(target=worker, args=(n, sema)) for n in range(5)]
for w in ws: w.start()
sema.release(); sema.release(2)
time.sleep(0.1); print(len(out)); sema.release(2); [w.join() for w in ws]; print(sorted(out))
try:
    sema.release(0)
except ValueError as e: print(e)
