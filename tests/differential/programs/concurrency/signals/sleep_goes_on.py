# A handler that returns does not end the sleep that it interrupted.
import signal
import threading
import time

calls = []
signal.signal(signal.SIGUSR1, lambda number, frame: calls.append(number))


def later():
    time.sleep(0.05)
    signal.raise_signal(signal.SIGUSR1)


thread = threading.Thread(target=later)
thread.start()
begin = time.monotonic()
time.sleep(0.3)
print(time.monotonic() - begin >= 0.3, len(calls))
thread.join()
lock = threading.Lock()
lock.acquire()
thread = threading.Thread(target=later)
thread.start()
print(lock.acquire(timeout=0.3), len(calls))
thread.join()
