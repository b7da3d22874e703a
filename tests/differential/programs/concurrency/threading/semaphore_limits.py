import threading
import time

semaphore = threading.Semaphore(2)
lock = threading.Lock()
inside = most = 0


def visit():
    global inside, most
    with semaphore:
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.05)
        with lock:
            inside -= 1


threads = [threading.Thread(target=visit) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(most, inside)
print(semaphore.acquire(blocking=False), semaphore.acquire(timeout=0.01),
      semaphore.acquire(blocking=False))
semaphore.release(2)
print(semaphore._value, 'value=2' in repr(semaphore))
bounded = threading.BoundedSemaphore(1)
bounded.acquire()
bounded.release()
try:
    bounded.release()
except ValueError as exc:
    print(exc)
print('value=1/1' in repr(bounded))
