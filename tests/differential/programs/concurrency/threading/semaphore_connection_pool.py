import threading
import time


class ConnectionPool:
    def __init__(self, size):
        self._available = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle = [f'conn{i}' for i in range(size)]
        self.used = 0
        self.most = 0

    def __enter__(self):
        self._available.acquire()
        with self._lock:
            self.used += 1
            self.most = max(self.most, self.used)
            return self._idle.pop()

    def _give(self, conn):
        with self._lock:
            self.used -= 1
            self._idle.append(conn)
        self._available.release()

    def __exit__(self, *exc):
        self._give(self.last)


pool = ConnectionPool(2)
served = []


def query(n):
    pool._available.acquire()
    with pool._lock:
        conn = pool._idle.pop()
        pool.used += 1
        pool.most = max(pool.most, pool.used)
    time.sleep(0.001)
    served.append(n)
    pool._give(conn)


ts = [threading.Thread(target=query, args=(i,)) for i in range(6)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(served), pool.most <= 2, sorted(pool._idle), pool.used)
