# SPDX-License-Identifier: MIT
from threading import Thread, Event
from queue import Queue
import time

class ActorExit(Exception):
    pass

class Actor:
    def __init__(self):
        self._mailbox = Queue()
    def send(self, msg):
        self._mailbox.put(msg)
    def recv(self):
        msg = self._mailbox.get()
        if msg is ActorExit:
            raise ActorExit()
        return msg
    def close(self):
        self.send(ActorExit)
    def start(self):
        self._terminated = Event()
        t = Thread(target=self._bootstrap)
        t.daemon = True
        t.start()
    def _bootstrap(self):
        try:
            self.run()
        except ActorExit:
            pass
        finally:
            self._terminated.set()
    def join(self):
        self._terminated.wait()
    def run(self):
        while True:
            msg = self.recv()

class PrintActor(Actor):
    def run(self):
        while True:
            msg = self.recv()
            print("Got:", msg)

class TaggedActor(Actor):
    def run(self):
        while True:
            tag, *payload = self.recv()
            getattr(self, "do_" + tag)(*payload)
    def do_A(self, x):
        print("Running A", x)
    def do_B(self, x, y):
        print("Running B", x, y)

class Result:
    def __init__(self):
        self._evt = Event()
        self._result = None
    def set_result(self, value):
        self._result = value
        self._evt.set()
    def result(self):
        self._evt.wait()
        return self._result

class Worker(Actor):
    def submit(self, func, *args, **kwargs):
        r = Result()
        self.send((func, args, kwargs, r))
        return r
    def run(self):
        while True:
            func, args, kwargs, r = self.recv()
            r.set_result(func(*args, **kwargs))

p = PrintActor(); p.start(); p.send("Hello"); p.send("World"); p.close(); p.join()
a = TaggedActor(); a.start(); a.send(("A", 1)); a.send(("B", 2, 3)); a.close(); a.join()
w = Worker(); w.start(); r = w.submit(pow, 2, 10); print(r.result())

def print_actor():
    while True:
        try:
            msg = yield
            print("Got gen:", msg)
        except GeneratorExit:
            print("Actor terminating")
g = print_actor()
next(g)
g.send("Hello")
try:
    g.close()
except RuntimeError as e:
    print("RuntimeError:", e)

class Exchange:
    _all = {}
    def __init__(self): self._subscribers = set()
    def attach(self, task): self._subscribers.add(task)
    def detach(self, task): self._subscribers.remove(task)
    def send(self, msg):
        for s in self._subscribers: s.send(msg)
def get_exchange(name, _ex={}):
    return _ex.setdefault(name, Exchange())
class Task:
    def send(self, msg): print("task", msg)
t = Task(); exc = get_exchange("name"); exc.attach(t); exc.send("msg1"); exc.detach(t); exc.send("msg2")
