import threading


class ReadWriteLock:
    def __init__(self):
        self._readers = 0
        self._ready = threading.Condition()

    def acquire_read(self):
        with self._ready:
            self._readers += 1

    def release_read(self):
        with self._ready:
            self._readers -= 1
            if self._readers == 0:
                self._ready.notify_all()

    def acquire_write(self):
        self._ready.acquire()
        while self._readers > 0:
            self._ready.wait()

    def release_write(self):
        self._ready.release()


lock = ReadWriteLock()
pair = [0, 0]
torn = 0


def write():
    for i in range(50):
        lock.acquire_write()
        pair[0] += 1
        pair[1] += 1
        lock.release_write()


def read():
    global torn
    for i in range(50):
        lock.acquire_read()
        if pair[0] != pair[1]:
            torn += 1
        lock.release_read()


threads = [threading.Thread(target=f) for f in (write, read, read, write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(pair, torn)
