import threading


class Stock:
    def __init__(self):
        self._lock = threading.RLock()
        self._observers = []
        self.price = 0

    def subscribe(self, fn):
        with self._lock:
            self._observers.append(fn)
            return lambda: self._observers.remove(fn)

    def set_price(self, price):
        with self._lock:
            self.price = price
            for fn in list(self._observers):
                fn(self)


seen = []
s = Stock()
off = s.subscribe(lambda stock: seen.append(('a', stock.price)))
s.subscribe(lambda stock: seen.append(('b', stock.price)) or (off() if stock.price == 2 else None))
for p in (1, 2, 3):
    t = threading.Thread(target=s.set_price, args=(p,))
    t.start()
    t.join()
print(seen)
