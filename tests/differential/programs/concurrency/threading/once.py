# Lazy initialisation that happens once, however many threads ask at the same time.
import threading

calls = 0


class Lazy:
    def __init__(self, make):
        self._make = make
        self._lock = threading.Lock()
        self._made = False

    def get(self):
        if not self._made:
            with self._lock:
                if not self._made:
                    self._value = self._make()
                    self._made = True
        return self._value


def make():
    global calls
    calls += 1
    return object()


lazy = Lazy(make)
seen = []
barrier = threading.Barrier(5)


def work():
    barrier.wait()
    seen.append(lazy.get())


threads = [threading.Thread(target=work) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(calls, len(set(map(id, seen))))
