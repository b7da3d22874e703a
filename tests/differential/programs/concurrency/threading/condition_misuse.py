import threading

c = threading.Condition()
for call in (c.wait, c.notify, c.notify_all, c.release):
    try:
        call()
    except RuntimeError as e:
        print(e)
with c:
    print(c.wait(0.01), c.wait_for(lambda: False, 0.01), c.wait_for(lambda: 'value'))
    c.notify(5)
    c.notify_all()
lock = threading.Lock()
for call in (lock.release, threading.RLock().release):
    try:
        call()
    except RuntimeError as e:
        print(type(e).__name__, e)
for args in [(False, 1), (True, -2), (True, 1e20), (True, float('nan'))]:
    try:
        lock.acquire(*args)
    except Exception as e:
        print(type(e).__name__, e)
try:
    lock.acquire('a', 'b')
except TypeError as e:
    print(e)
for make in (lambda: threading.Semaphore(-1), lambda: threading.BoundedSemaphore(-1),
             lambda: threading.Semaphore(0).acquire(False, 1), lambda: threading.Semaphore().release(0),
             lambda: threading.BoundedSemaphore().release()):
    try:
        make()
    except ValueError as e:
        print(e)
