# SPDX-License-Identifier: MIT
from __future__ import annotations
import threading, time, random
from collections import defaultdict
from contextlib import contextmanager, ExitStack
from dataclasses import dataclass, field
from typing import Callable, ClassVar, Generic, Optional, TypeVar, Protocol, runtime_checkable
K = TypeVar("K"); V = TypeVar("V")

class ReadWriteLock:
    def __init__(self) -> None:
        self._cond = threading.Condition(threading.Lock()); self._readers = 0; self._writer = False; self.max_readers = 0
    @contextmanager
    def reading(self):
        with self._cond:
            self._cond.wait_for(lambda: not self._writer); self._readers += 1; self.max_readers = max(self.max_readers, self._readers)
        try: yield self
        finally:
            with self._cond:
                self._readers -= 1
                if not self._readers: self._cond.notify_all()
    @contextmanager
    def writing(self):
        with self._cond:
            self._cond.wait_for(lambda: not self._writer and not self._readers); self._writer = True
        try: yield self
        finally:
            with self._cond: self._writer = False; self._cond.notify_all()

@dataclass
class Cache(Generic[K, V]):
    loader: Callable[[K], V]
    data: dict[K, V] = field(default_factory=dict)
    hits: int = 0
    misses: int = 0
    lock: ReadWriteLock = field(default_factory=ReadWriteLock, repr=False)
    instances: ClassVar[int] = 0
    def __post_init__(self): type(self).instances += 1
    def get(self, key: K) -> V:
        with self.lock.reading():
            if key in self.data:
                self.hits += 1
                return self.data[key]
        with self.lock.writing():
            if key not in self.data: self.misses += 1; self.data[key] = self.loader(key)
            return self.data[key]

@runtime_checkable
class SupportsGet(Protocol[K, V]):
    def get(self, key: K) -> V: ...

def load(n: int) -> str:
    time.sleep(0.01); return f"v{n}"

c: Cache[int, str] = Cache(load)
def user(seed):
    r = random.Random(seed)
    for _ in range(5):
        assert c.get(r.randrange(3)).startswith("v"); time.sleep(0.001)
ts = [threading.Thread(target=user, args=(i,)) for i in range(6)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(c.data.items()), c.misses, c.hits + c.misses <= 30, Cache.instances, isinstance(c, SupportsGet), isinstance([], SupportsGet))
print(Cache[int, str], Cache.__parameters__, c.__orig_class__ if hasattr(c, "__orig_class__") else None)
class Singleton(type):
    _instances: dict[type, object] = {}
    _lock = threading.Lock()
    def __call__(cls, *args, **kwargs):
        with cls._lock:
            if cls not in cls._instances: cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]
class Config(metaclass=Singleton):
    def __init__(self, v=0): self.v = v; print("created", v)
res = []
ts = [threading.Thread(target=lambda i=i: res.append(Config(1))) for i in range(5)]
for t in ts: t.start()
for t in ts: t.join()
print(len(set(map(id, res))), Config(5).v)
def synchronized(lock=None):
    def wrap(f):
        import functools
        l = lock or threading.RLock()
        @functools.wraps(f)
        def inner(*a, **k):
            with l: return f(*a, **k)
        inner.lock = l
        return inner
    return wrap
@synchronized()
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(10), fact.__name__, fact.__wrapped__.__name__)
with ExitStack() as stack:
    locks = [threading.Lock() for _ in range(3)]
    for l in locks: stack.enter_context(l)
    stack.callback(print, "released all?", end=" "); print([l.locked() for l in locks])
print([l.locked() for l in locks])
