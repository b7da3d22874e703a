# SPDX-License-Identifier: MIT
# options: --allow-write .
import copyreg
import io
import os
import pickle
from collections import OrderedDict, defaultdict, deque, namedtuple, Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import PurePosixPath
import uuid
import re

Point = namedtuple("Point", "x y")


class Color(Enum):
    RED = 1
    BLUE = "b"


@dataclass(order=True)
class Item:
    name: str
    price: float = 0.0
    tags: list[str] = field(default_factory=list)


class Conn:
    def __init__(self, host):
        self.host = host
        self.sock = object()

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["sock"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.sock = "reconnected"


class Vec:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


class Slow:
    def __init__(self, v):
        self.v = v

    def __reduce__(self):
        return (Slow, (self.v * 2,))


class C:
    def __init__(self, n):
        self.n = n


def pickle_c(c):
    print("pickling a C instance...")
    return C, (c.n,)


copyreg.pickle(C, pickle_c)


class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if module == "builtins" and name in {"range", "set", "complex"}:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"global '{module}.{name}' is forbidden")


class DBPickler(pickle.Pickler):
    def persistent_id(self, obj):
        if isinstance(obj, Item):
            return ("Item", obj.name)
        return None


class DBUnpickler(pickle.Unpickler):
    def persistent_load(self, pid):
        tag, name = pid
        if tag == "Item":
            return Item(name, 99.0)
        raise pickle.UnpicklingError("unsupported persistent object")


def main():
    objs = [1, -5, 2**70, 1.5, True, None, "héllo", b"bytes", bytearray(b"ba"), (1, (2, 3)), [1, [2]], {"a": {"b": 1}}, {1, 2},
            frozenset("ab"), range(3), slice(1, 2), 3 + 4j, Point(1, 2), Color.RED, Item("x", 2.5, ["t"]), Vec(1, 2), OrderedDict(a=1),
            defaultdict(list, {"k": [1]}), deque([1, 2], maxlen=3), Counter("hello"), date(2024, 2, 29), datetime(2024, 1, 2, 3, 4, 5),
            timedelta(days=1, seconds=5), Decimal("1.10"), Fraction(3, 4), PurePosixPath("/a/b"), uuid.UUID(int=5), len, str.upper, Point]
    for proto in (pickle.DEFAULT_PROTOCOL, pickle.HIGHEST_PROTOCOL, -1):
        for o in objs:
            back = pickle.loads(pickle.dumps(o, proto))
            assert back == o and type(back) is type(o), o
    for o in objs[:18]:
        print(repr(o), len(pickle.dumps(o)), pickle.dumps(o)[:2])
    print(pickle.dumps([1, 2, (3, "x")]))
    print(pickle.dumps({"a": 1}, protocol=5))
    print(pickle.dumps(bytearray(b"xy"), 5))
    c = pickle.loads(pickle.dumps(Conn("localhost")))
    print(c.host, c.sock)
    print(pickle.loads(pickle.dumps(Slow(21))).v)
    print(pickle.loads(pickle.dumps(C(3))).n)
    a = [1]; a.append(a)
    b = pickle.loads(pickle.dumps(a))
    print(b, b[1] is b)
    shared = [0]; x, y = pickle.loads(pickle.dumps([shared, shared])); print(x is y)
    with open("data.pkl", "wb") as f:
        pickle.dump({"n": 1}, f)
        pickle.dump([1, 2, 3], f, protocol=pickle.HIGHEST_PROTOCOL)
        pickle.Pickler(f).dump("third")
    with open("data.pkl", "rb") as f:
        while True:
            try:
                print(pickle.load(f))
            except EOFError as e:
                print("EOFError:", e)
                break
    buf = io.BytesIO()
    DBPickler(buf).dump([Item("hammer", 1.0), "plain"])
    buf.seek(0)
    print(DBUnpickler(buf).load())
    print(SafeUnpickler(io.BytesIO(pickle.dumps([1, range(3), {1}]))).load())
    try:
        SafeUnpickler(io.BytesIO(pickle.dumps(os.path.join))).load()
    except pickle.UnpicklingError as e:
        print("UnpicklingError:", e)
    for bad in (lambda: 1, open("data.pkl"), (i for i in range(3)), [lambda x: x]):
        try:
            pickle.dumps(bad)
        except (pickle.PicklingError, AttributeError, TypeError) as e:
            print(type(e).__name__, str(e).split(" at 0x")[0])
    for data in (b"", b"garbage", b"\x80\x04K", pickle.dumps([1, 2, 3])[:-3]):
        try:
            pickle.loads(data)
        except Exception as e:
            print(type(e).__name__, e)
    print(pickle.loads(b"\x80\x02]q\x00(K\x01K\x02e."), pickle.loads(b"(lp0\nI1\naV\xe9t\np1\na."), pickle.loads(b"\x80\x03cbuiltins\nset\nq\x00]q\x01(K\x01K\x02e\x85q\x02Rq\x03."))
    def local(): pass
    try:
        pickle.dumps(local)
    except AttributeError as e:
        print(e)


main()
