import threading
import time

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
lock.release()
with lock as got:
    print(got, lock.locked())
print(lock.locked(), repr(lock).split(' ')[0], type(lock).__name__)

# Another thread may release it.
lock.acquire()
thread = threading.Thread(target=lock.release)
thread.start()
thread.join()
print(lock.acquire(False))

begin = time.monotonic()
print(lock.acquire(timeout=0.25), time.monotonic() - begin >= 0.25)
