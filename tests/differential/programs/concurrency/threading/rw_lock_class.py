import threading
import time


class ReadWriteLock:
    def __init__(self):
        self._read_ready = threading.Condition(threading.Lock())
        self._readers = 0

    def acquire_read(self):
        self._read_ready.acquire()
        try:
            self._readers += 1
        finally:
            self._read_ready.release()

    def release_read(self):
        self._read_ready.acquire()
        try:
            self._readers -= 1
            if not self._readers:
                self._read_ready.notify_all()
        finally:
            self._read_ready.release()

    def acquire_write(self):
        self._read_ready.acquire()
        while self._readers > 0:
            self._read_ready.wait()

    def release_write(self):
        self._read_ready.release()


lock = ReadWriteLock()
value = 0
seen = []


def reader():
    for _ in range(3):
        lock.acquire_read()
        seen.append(value)
        time.sleep(0.001)
        lock.release_read()


def writer():
    global value
    for _ in range(5):
        lock.acquire_write()
        old = value
        time.sleep(0.001)
        value = old + 1
        lock.release_write()


threads = [threading.Thread(target=reader) for _ in range(4)] + [threading.Thread(target=writer) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(value, len(seen), all(0 <= s <= 15 for s in seen), lock._readers)
