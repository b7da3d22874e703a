# SPDX-License-Identifier: MIT
from __future__ import annotations
import contextlib, csv, io, json, logging, sys, textwrap, functools, itertools, statistics, operator, collections
from dataclasses import dataclass, field, fields, asdict, astuple, replace, KW_ONLY, InitVar, make_dataclass, is_dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, ROUND_HALF_UP, getcontext, localcontext, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import ClassVar, Generic, TypeVar, Protocol, TypedDict, NewType, Annotated, get_type_hints, get_args, get_origin, Callable, ParamSpec, Self, cast
P = ParamSpec("P"); R = TypeVar("R"); T = TypeVar("T", bound="Product")
UserId = NewType("UserId", int)

def audit(level: str = "INFO", *, prefix: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    def deco(fn: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(fn)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            wrapper.calls += 1
            try: result = fn(*args, **kwargs)
            except Exception as exc:
                print(f"[{level}] {prefix}{fn.__qualname__} raised {type(exc).__name__}: {exc}"); raise
            print(f"[{level}] {prefix}{fn.__qualname__}{args[1:]}{kwargs or ''} -> {result!r}")
            return result
        wrapper.calls = 0
        return wrapper
    return deco

@dataclass(order=True, slots=True)
class Product:
    sort_index: Decimal = field(init=False, repr=False)
    name: str
    price: Decimal
    qty: int = 0
    _: KW_ONLY
    tags: set[str] = field(default_factory=set, compare=False)
    added: date = date(2024, 1, 1)
    def __post_init__(self):
        if self.price < 0: raise ValueError(f"negative price: {self.price}")
        self.sort_index = self.price
    @property
    def total(self) -> Decimal: return (self.price * self.qty).quantize(Decimal("0.01"), ROUND_HALF_UP)
    def with_price(self: T, price: str) -> T: return replace(self, price=Decimal(price))

@dataclass
class Inventory:
    items: dict[str, Product] = field(default_factory=dict)
    currency: ClassVar[str] = "EUR"
    initial: InitVar[list[Product] | None] = None
    def __post_init__(self, initial):
        for p in initial or (): self.items[p.name] = p
    @audit("DEBUG", prefix="inv.")
    def remove(self, name: str, n: int = 1) -> int:
        try: p = self.items[name]
        except KeyError: raise LookupError(f"no product {name!r}") from None
        if n > p.qty: raise ValueError("not enough")
        p.qty -= n
        return p.qty
    def __iter__(self): return iter(sorted(self.items.values()))
    def __len__(self): return len(self.items)
    def __contains__(self, x): return x in self.items
    def __getitem__(self, k): return self.items[k]
    def __format__(self, spec):
        if spec == "csv":
            buf = io.StringIO(); w = csv.writer(buf, lineterminator="\n"); w.writerow([f.name for f in fields(Product)][1:4])
            w.writerows((p.name, p.price, p.qty) for p in self)
            return buf.getvalue()
        return f"<{len(self)} items>"

inv = Inventory(initial=[Product("pen", Decimal("1.25"), 10, tags={"office"}), Product("book", Decimal("12.505"), 3), Product("bag", Decimal("45"), 1, added=date(2024, 2, 29))])
for p in inv: print(f"{p.name:.<10}{p.price:>10.2f} x{p.qty:>3} = {p.total:>10,} {inv.currency}")
print(f"{inv} {inv:csv}", end="")
inv.remove("pen", 4)
for args in (("nothing",), ("book", 10)):
    with contextlib.suppress(LookupError, ValueError): inv.remove(*args)
print(Inventory.remove.calls, Inventory.remove.__name__, Inventory.remove.__wrapped__.__defaults__)
print(inv["pen"], inv["pen"].with_price("2"), inv["pen"] < inv["bag"], "pen" in inv)
try: Product("x", Decimal(-1))
except ValueError as e: print(e)
try: Product("x", Decimal(1), 1, {"t"})
except TypeError as e: print(e)
try: inv["pen"].color = "red"
except AttributeError as e: print(e)
print(asdict(inv["book"]), astuple(inv["bag"])[:3], is_dataclass(inv), Product.__match_args__, Product.__slots__)
print({f.name: (f.type, f.default is not None) for f in fields(Product)})
Point = make_dataclass("Point", [("x", int), ("y", int, field(default=5))], frozen=True, namespace={"norm": lambda s: (s.x ** 2 + s.y ** 2) ** .5})
pt = Point(12); print(pt, pt.norm(), hash(pt) == hash(Point(12, 5)))
try: pt.x = 1
except Exception as e: print(type(e).__name__, e)
print(get_type_hints(Inventory.remove), UserId(5), UserId.__name__, Inventory.remove.__annotations__)
getcontext().prec = 10
print(Decimal(1) / Decimal(7), Decimal("1.1") + Decimal("2.2"), Decimal("3.14159").quantize(Decimal("0.01")), Decimal("1E+3").normalize(), round(Decimal("2.675"), 2), Decimal(2).sqrt(), -Decimal("0"), Decimal("NaN"), Decimal("10") ** -2)
with localcontext() as ctx: ctx.prec = 4; print(Decimal(10) / 3)
try: Decimal("abc")
except InvalidOperation as e: print("InvalidOperation", e)
print(Fraction(3, 4) + Fraction("0.25"), Fraction(0.5), Fraction("1/3").limit_denominator(10), Fraction(7, 3).__floor__(), float(Fraction(1, 3)), Fraction(22, 7) > 3.14)
d = datetime(2024, 3, 15, 14, 30, tzinfo=timezone.utc)
print(d.isoformat(), d.strftime("%A %d %B %Y %I:%M %p %j %U %%"), d + timedelta(days=20, hours=-3), (d - datetime(2024, 1, 1, tzinfo=timezone.utc)), d.astimezone(timezone(timedelta(hours=5, minutes=30), "IST")), d.date().isocalendar(), d.timestamp())
print(timedelta(days=1.5, minutes=5) / 2, timedelta(seconds=3661).total_seconds(), str(timedelta(days=-1, seconds=5)), divmod(timedelta(hours=10), timedelta(hours=3)), repr(timedelta(weeks=1, ms := 0) if False else timedelta(weeks=1, milliseconds=3)))
print(datetime.strptime("2024-02-29 23:59:01", "%Y-%m-%d %H:%M:%S"), date(2024, 12, 31).timetuple().tm_yday, date.fromisoformat("2024-W10-3"), datetime.min, date.max, [ (date(2024, 1, 31) + timedelta(30 * i)).strftime("%b %d") for i in range(3)])
data = [("fruit", "apple", 3), ("veg", "kale", 1), ("fruit", "fig", 7), ("veg", "leek", 4)]
for key, grp in itertools.groupby(sorted(data), key=operator.itemgetter(0)): print(key, [g[1:] for g in grp])
print(statistics.mean([1, 2, 3, 4]), statistics.median([5, 1, 4]), statistics.stdev([2.5, 3.5, 4]), statistics.mode("aabbb"), statistics.quantiles(range(1, 12)), statistics.NormalDist(10, 2).inv_cdf(.9), statistics.mean([Decimal("1.5"), Decimal("2.5")]), statistics.pstdev([Fraction(1, 2), Fraction(3, 2)]))
