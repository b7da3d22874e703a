import threading
import time


class TTLCache:
    def __init__(self, ttl):
        self.ttl = ttl
        self.lock = threading.Lock()
        self.data = {}
        self.misses = 0

    def get(self, key, make):
        with self.lock:
            now = time.monotonic()
            if key in self.data and now - self.data[key][1] < self.ttl:
                return self.data[key][0]
            self.misses += 1
            value = make(key)
            self.data[key] = (value, now)
            return value


cache = TTLCache(10)
threads = [threading.Thread(target=cache.get, args=('k', str.upper)) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(cache.misses, cache.get('k', str.lower))
cache.ttl = 0
print(cache.get('k', str.title), cache.misses)
