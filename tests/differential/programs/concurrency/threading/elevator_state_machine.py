import threading


class Elevator:
    def __init__(self):
        self.floor = 0
        self.requests = []
        self.cond = threading.Condition()
        self.log = []
        self.off = False

    def call(self, floor):
        with self.cond:
            self.requests.append(floor)
            self.cond.notify()

    def shut(self):
        with self.cond:
            self.off = True
            self.cond.notify()

    def run(self):
        while True:
            with self.cond:
                self.cond.wait_for(lambda: self.requests or self.off)
                if not self.requests:
                    return
                self.requests.sort(key=lambda f: abs(f - self.floor))
                self.floor = self.requests.pop(0)
                self.log.append(self.floor)


e = Elevator()
for f in (5, 1, 3):
    e.call(f)
t = threading.Thread(target=e.run)
e.shut()
t.start()
t.join()
print(e.log)
