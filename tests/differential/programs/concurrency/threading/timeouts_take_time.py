import queue
import threading
import time


def took(function, *args):
    begin = time.monotonic()
    function(*args)
    return time.monotonic() - begin


lock = threading.Lock()
lock.acquire()
full = queue.Queue(1)
full.put(1)


def ignore(function, *args):
    try:
        function(*args)
    except (queue.Full, queue.Empty, threading.BrokenBarrierError):
        pass


print(0.1 <= took(lock.acquire, True, 0.1) < 1)
print(0.1 <= took(threading.Event().wait, 0.1) < 1)
print(0.1 <= took(threading.Semaphore(0).acquire, True, 0.1) < 1)
print(0.1 <= took(ignore, full.put, 2, True, 0.1) < 1)
print(0.1 <= took(ignore, queue.Queue().get, True, 0.1) < 1)
print(0.1 <= took(ignore, queue.SimpleQueue().get, True, 0.1) < 1)
print(0.1 <= took(ignore, threading.Barrier(2).wait, 0.1) < 1)
print(0.1 <= took(time.sleep, 0.1) < 1, took(time.sleep, 0) < 0.1)
for seconds in (-1, float('nan'), 'x', None):
    try:
        time.sleep(seconds)
    except (ValueError, TypeError) as exc:
        print(type(exc).__name__, exc)
