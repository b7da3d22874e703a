# SPDX-License-Identifier: MIT
from enum import Enum, auto
from dataclasses import dataclass, field
class State(Enum):
    IDLE = auto(); RUNNING = auto(); STOPPED = auto()
class Machine:
    T = {(State.IDLE, "start"): State.RUNNING, (State.RUNNING, "stop"): State.STOPPED, (State.STOPPED, "reset"): State.IDLE}
    def __init__(self): self.state = State.IDLE; self.obs = []
    def on(self, f): self.obs.append(f); return f
    def fire(self, ev):
        try: new = self.T[self.state, ev]
        except KeyError: raise RuntimeError(f"{ev!r} not allowed in {self.state}") from None
        for f in self.obs: f(self.state, ev, new)
        self.state = new
m = Machine()
@m.on
def log(a, e, b): print(f"{a.name:>8} --{e}--> {b.name}")
for e in ("start", "stop", "reset"): m.fire(e)
class Event:
    def __init__(self): self.h = []
    def __iadd__(self, f): self.h.append(f); return self
    def __isub__(self, f): self.h.remove(f); return self
    def __call__(self, *a, **k): return [f(*a, **k) for f in self.h]
ev = Event(); ev += print; ev += lambda x: x * 2; print(ev(4)); ev -= print; print(len(ev.h))
class Builder:
    def __init__(self): self.parts = {}
    def __getattr__(self, n):
        def set_(v): self.parts[n] = v; return self
        return set_
print(Builder().color("red").size(5).parts); 
class Singleton:
    _i = None
    def __new__(cls, *a):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Singleton() is Singleton(1)) if 0 else print(Singleton() is Singleton())
class Borg:
    _s = {}
    def __init__(self): self.__dict__ = self._s
a, b = Borg(), Borg(); a.x = 1; print(b.x, a is b, b.__dict__)
class Cmd:
    def __init__(self): self.undo_ = []; self.v = 0
    def do(self, f, g): f(self); self.undo_.append(g)
    def undo(self): self.undo_.pop()(self)
c = Cmd(); c.do(lambda s: setattr(s, "v", s.v + 5), lambda s: setattr(s, "v", s.v - 5)); print(c.v); c.undo(); print(c.v)
class Meta(type):
    reg = {}
    def __new__(m, n, b, ns):
        c = super().__new__(m, n, b, ns)
        if b: m.reg[n.lower()] = c
        return c
class Plugin(metaclass=Meta): pass
class Csv(Plugin): pass
print(Meta.reg, Meta.reg["csv"]()) if 0 else print(Meta.reg); m.fire("stop")
