# SPDX-License-Identifier: MIT
import abc, collections, contextlib, functools, heapq, itertools, logging, operator, random, re, string, sys, threading, time, typing, weakref, bisect, array, struct, io, textwrap, types
class EventBus:
    def __init__(self): self._subs = collections.defaultdict(list); self._lock = threading.RLock()
    def on(self, name):
        def deco(fn): 
            with self._lock: self._subs[name].append(fn)
            return fn
        return deco
    def emit(self, name, *a, **k):
        with self._lock: return [fn(*a, **k) for fn in self._subs.get(name, ())]
bus = EventBus()
@bus.on("greet")
def hi(n): return f"hi {n}"
@bus.on("greet")
def bye(n): return f"bye {n}"
print(bus.emit("greet", "Al"), bus.emit("none"))
class StateMachine:
    transitions = {("idle", "start"): "running", ("running", "pause"): "paused", ("paused", "start"): "running", ("running", "stop"): "idle"}
    def __init__(self): self.state = "idle"; self.log = []
    def fire(self, ev):
        try: new = self.transitions[self.state, ev]
        except KeyError: raise ValueError(f"cannot {ev} when {self.state}") from None
        self.log.append((self.state, new)); self.state = new; return self
sm = StateMachine(); sm.fire("start").fire("pause").fire("start"); print(sm.state, sm.log)
try: sm.fire("bogus")
except ValueError as e: print(e, e.__cause__, e.__suppress_context__)
class LRU(collections.OrderedDict):
    def __init__(self, n): super().__init__(); self.n = n
    def __getitem__(self, k): v = super().__getitem__(k); self.move_to_end(k); return v
    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        if len(self) > self.n: self.popitem(last=False)
l = LRU(2); l["a"] = 1; l["b"] = 2; l["a"]; l["c"] = 3; print(l, list(l), "b" in l)
class Node:
    __slots__ = ("val", "next", "__weakref__")
    def __init__(self, val, next=None): self.val, self.next = val, next
class LinkedList:
    def __init__(self, it=()): self.head = None; [self.push(x) for x in reversed(list(it))]
    def push(self, v): self.head = Node(v, self.head)
    def __iter__(self):
        n = self.head
        while n: yield n.val; n = n.next
    def __reversed__(self): return iter(list(self)[::-1])
    def __len__(self): return sum(1 for _ in self)
    def __contains__(self, x): return any(v == x for v in self)
    def __getitem__(self, i):
        if isinstance(i, slice): return LinkedList(list(self)[i])
        try: return next(itertools.islice(self, i, None))
        except StopIteration: raise IndexError("list index out of range") from None
    def __repr__(self): return " -> ".join(map(str, self)) or "empty"
ll = LinkedList([1, 2, 3]); print(ll, len(ll), 2 in ll, ll[1], ll[::2], list(reversed(ll)), LinkedList())
try: ll[9]
except IndexError as e: print(e)
def dijkstra(g, s):
    d, pq = {s: 0}, [(0, s)]
    while pq:
        c, u = heapq.heappop(pq)
        if c > d[u]: continue
        for v, w in g.get(u, {}).items():
            if (nc := c + w) < d.get(v, float("inf")): d[v] = nc; heapq.heappush(pq, (nc, v))
    return d
print(dijkstra({"A": {"B": 1, "C": 4}, "B": {"C": 2, "D": 6}, "C": {"D": 3}}, "A"))
def queens(n, row=0, cols=(), d1=(), d2=()):
    if row == n: yield cols; return
    for c in range(n):
        if c not in cols and row + c not in d1 and row - c not in d2: yield from queens(n, row + 1, cols + (c,), d1 + (row + c,), d2 + (row - c,))
print(len(list(queens(6))), next(queens(8)))
def averager():
    total = n = 0; avg = None
    while True:
        try: x = yield avg
        except ValueError as e: print("reset", e); total = n = 0; avg = None; continue
        if x is None: return ("final", avg)
        total += x; n += 1; avg = total / n
def delegator(out): out.append((yield from averager()))
out = []; g = delegator(out); next(g); print(g.send(10), g.send(20), g.throw(ValueError("r")), g.send(5))
try: g.send(None)
except StopIteration: print(out)
@contextlib.contextmanager
def tag(name):
    print(f"<{name}>", end="")
    try: yield name.upper()
    except ZeroDivisionError as e: print(f"[{e}]", end="")
    finally: print(f"</{name}>")
with tag("b") as t: print(t, end="")
with tag("i"): 1 / 0
class Timer(contextlib.ContextDecorator):
    def __enter__(self): print("start"); return self
    def __exit__(self, *exc): print("stop", exc[0]); return False
@Timer()
def work(): return "worked"
print(work())
print(list(itertools.accumulate([1, 2, 3], operator.mul)), list(itertools.pairwise("abc")), list(itertools.zip_longest([1], [2, 3], fillvalue=0)), list(itertools.product("ab", repeat=2))[:3], list(itertools.combinations_with_replacement("ab", 2)), [*itertools.starmap(pow, [(2, 3)])], [*itertools.takewhile(lambda x: x < 3, [1, 2, 5, 1])], [*itertools.compress("abc", [1, 0, 1])], list(itertools.chain.from_iterable(["ab", "c"])), list(map(list, itertools.tee([1, 2]))), [*itertools.islice(itertools.cycle("ab"), 5)], [*itertools.dropwhile(str.isdigit, "12a3")], [*itertools.filterfalse(None, [0, 1])], list(itertools.permutations([1, 2, 3], 2))[:3])
c = collections.Counter("mississippi"); print(c.most_common(2), c["z"], c - collections.Counter("miss"), c & collections.Counter("sip"), sorted(c.elements())[:4], c.total()); c.subtract("ss"); print(c)
cm = collections.ChainMap({"a": 1}, {"a": 2, "b": 3}); print(cm["a"], dict(cm), cm.new_child({"c": 1}), cm.parents); dq = collections.deque([1, 2, 3], maxlen=3); dq.append(4); dq.rotate(1); dq.extendleft([9]); print(dq, dq[0])
P = collections.namedtuple("P", "x y", defaults=[0]); print(P(1), P(1)._replace(y=5), P._fields, P(1)._asdict(), P._make([3, 4]), P(2) == (2, 0)); dd = collections.defaultdict(lambda: "?"); dd["a"]; print(dd["zz"], len(dd))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.split(r"[,;\s]+", "a, b;c d"), re.findall(r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05 2023-11"), re.match(r"(?P<n>\w+)@(\w+)\.com", "joe@site.com").groupdict(), re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "a1b22"), re.search(r"(?i)HELLO\b", "say hello!").span(), re.compile(r"""(\d+)  # number
  \s*(px|em)""", re.X).fullmatch("12 px").groups(), re.escape("a.b*c"), re.fullmatch("a|ab", "ab"), re.subn("x", "y", "xxz", count=1), [m.start() for m in re.finditer("a", "banana")])
print(array.array("i", [1, 2, 3]).tobytes()[:4], struct.pack(">IhB3s", 1, -2, 3, b"abc"), struct.unpack("<2H", b"\x01\x00\x02\x00"), struct.calcsize("=qb"), bisect.bisect([1, 3, 5], 3), heapq.nlargest(2, [3, 1, 4]), list(heapq.merge([1, 4], [2, 3])), int("ff", 16), bin(10), (255).to_bytes(2, "big"), float.fromhex("0x1.8p1"), (0.1).as_integer_ratio(), round(2.5), round(-3.5), divmod(-7, 3), -7 // 2, 7 % -3, pow(3, -1, 7), hash(1.0) == hash(1), 1_000, 0o17, 1e3, complex("1+2j"), abs(3 + 4j))
random.seed(42); print(random.random(), random.randint(1, 6), random.choice("abc"), random.sample(range(10), 3), random.shuffle(x := [1, 2, 3, 4]), x, random.gauss(0, 1), random.choices("ab", weights=[1, 9], k=5), random.uniform(1, 2), random.randrange(0, 100, 5), random.expovariate(1), random.triangular(), random.betavariate(1, 2), random.getrandbits(16), random.randbytes(3))
