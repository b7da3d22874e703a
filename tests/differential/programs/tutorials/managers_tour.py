# SPDX-License-Identifier: MIT
from multiprocessing import Manager, Process, Lock, Queue, Value, Array, Event, Semaphore, Barrier, Condition
from multiprocessing.managers import BaseManager, NamespaceProxy, SyncManager
import ctypes


def fill(d, l, ns, key):
    d[key] = key.upper()
    l.append(len(key))
    ns.total += len(key)


class Counter:
    def __init__(self, start=0):
        self.n = start

    def increment(self, by=1):
        self.n += by
        return self.n

    def get(self):
        return self.n

    def _secret(self):
        return "secret"


class MyManager(BaseManager):
    pass


MyManager.register("Counter", Counter)


def bump(c, times):
    for _ in range(times):
        c.increment()


def scale(arr, lock, factor):
    with lock:
        for i in range(len(arr)):
            arr[i] *= factor


def main():
    with Manager() as manager:
        d = manager.dict({"start": 1})
        l = manager.list([0])
        ns = manager.Namespace(total=0)
        for key in ("alpha", "beta", "gamma"):
            p = Process(target=fill, args=(d, l, ns, key))
            p.start()
            p.join()
        print(d, l, ns)
        print(sorted(d.keys()), d.get("zeta", "none"), "beta" in d, len(d))
        print(d.copy(), l[1:], ns.total)
        l.extend([3, 1, 2]); l.sort(); l.reverse()
        print(list(l), l.count(5), l.index(3), l.pop())
        nested = manager.dict()
        nested["x"] = []
        nested["x"].append(1)
        print(nested)
        nested["x"] = nested["x"] + [1]
        print(nested)
        inner = manager.list([1])
        nested["y"] = inner
        nested["y"].append(2)
        print(list(nested["y"]))
        print(d)
        v = manager.Value("i", 5)
        v.value += 1
        print(v.value, v)
        q = manager.Queue()
        q.put("job")
        print(q.get(), q.empty())
        lock = manager.Lock()
        with lock:
            print("locked")
        try:
            d["missing"]
        except KeyError as e:
            print("KeyError:", e)
        print(type(d).__name__, type(l).__name__, type(ns).__name__, type(q).__name__)
    with MyManager() as m:
        c = m.Counter(10)
        ps = [Process(target=bump, args=(c, 5)) for _ in range(3)]
        [p.start() for p in ps]
        [p.join() for p in ps]
        print(c.get())
        try:
            c._secret()
        except AttributeError as e:
            print(e)
    arr = Array("d", [1.5, 2.5, 3.5])
    ints = Array(ctypes.c_int, 4)
    lock = Lock()
    ps = [Process(target=scale, args=(arr, lock, 2)) for _ in range(2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(arr[:], list(ints), len(arr))
    ints[0] = 7
    print(ints[:], ints[-1])
    try:
        ints[4]
    except IndexError as e:
        print(e)


if __name__ == "__main__":
    main()
