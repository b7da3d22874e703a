import threading
import time

cond = threading.Condition()
ready = threading.Semaphore(0)
woken = []


def waiter(n):
    with cond:
        ready.release()
        cond.wait()
        woken.append(n)


ts = [threading.Thread(target=waiter, args=(i,), daemon=True) for i in range(4)]
for t in ts:
    t.start()
    ready.acquire()
with cond:
    cond.notify(2)
while len(woken) < 2:
    time.sleep(0.001)
time.sleep(0.01)
print(sorted(woken))
with cond:
    cond.notify_all()
for t in ts:
    t.join()
print(sorted(woken))
