# SPDX-License-Identifier: MIT
from __future__ import annotations
import re, operator, sys
from collections import namedtuple, ChainMap
from dataclasses import dataclass
from enum import Enum, auto
from functools import singledispatchmethod, singledispatch, reduce, cached_property, cache, partial, total_ordering
from typing import Iterator, NamedTuple, Union, Any, Callable, Literal, Final, Optional, overload, TYPE_CHECKING
if TYPE_CHECKING:
    from collections.abc import Mapping

class Token(NamedTuple):
    type: str
    value: str
    line: int
    column: int

def tokenize(code: str) -> Iterator[Token]:
    keywords = {"IF", "THEN", "ENDIF", "FOR", "NEXT", "GOSUB", "RETURN"}
    spec = [("NUMBER", r"\d+(\.\d*)?"), ("ASSIGN", r":="), ("END", r";"), ("ID", r"[A-Za-z]+"), ("OP", r"[+\-*/]"), ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+"), ("MISMATCH", r".")]
    tok_regex = "|".join("(?P<%s>%s)" % pair for pair in spec)
    line_num, line_start = 1, 0
    for mo in re.finditer(tok_regex, code):
        kind, value, column = mo.lastgroup, mo.group(), mo.start() - line_start
        if kind == "NUMBER": value = float(value) if "." in value else int(value)
        elif kind == "ID" and value in keywords: kind = value
        elif kind == "NEWLINE":
            line_start = mo.end(); line_num += 1; continue
        elif kind == "SKIP": continue
        elif kind == "MISMATCH": raise RuntimeError(f"{value!r} unexpected on line {line_num}")
        yield Token(kind, value, line_num, column)

for t in tokenize("IF quantity THEN\n  total := total + price * 1.5;\nENDIF;"): print(t)
try: list(tokenize("a ? b"))
except RuntimeError as e: print(e)

@dataclass(frozen=True)
class Num: value: float
@dataclass(frozen=True)
class BinOp: op: str; left: Expr; right: Expr
@dataclass(frozen=True)
class Neg: operand: Expr
Expr = Union[Num, BinOp, Neg]

class Parser:
    def __init__(self, text: str):
        self.toks = re.findall(r"\d+\.?\d*|[-+*/()^]", text); self.pos = 0
    def peek(self): return self.toks[self.pos] if self.pos < len(self.toks) else None
    def take(self): t = self.peek(); self.pos += 1; return t
    def expr(self):
        node = self.term()
        while (op := self.peek()) in ("+", "-"): self.take(); node = BinOp(op, node, self.term())
        return node
    def term(self):
        node = self.factor()
        while (op := self.peek()) in ("*", "/"): self.take(); node = BinOp(op, node, self.factor())
        return node
    def factor(self):
        base = self.unary()
        if self.peek() == "^": self.take(); return BinOp("^", base, self.factor())
        return base
    def unary(self):
        match self.take():
            case "-": return Neg(self.unary())
            case "(":
                node = self.expr()
                if self.take() != ")": raise SyntaxError("expected )")
                return node
            case None: raise SyntaxError("unexpected end")
            case tok if tok[0].isdigit(): return Num(float(tok))
            case tok: raise SyntaxError(f"unexpected {tok!r}")

def evaluate(node: Expr) -> float:
    match node:
        case Num(v): return v
        case Neg(operand=x): return -evaluate(x)
        case BinOp("+", l, r): return evaluate(l) + evaluate(r)
        case BinOp("-", l, r): return evaluate(l) - evaluate(r)
        case BinOp("*" | "/" as op, l, r): return {"*": operator.mul, "/": operator.truediv}[op](evaluate(l), evaluate(r))
        case BinOp(op="^", left=l, right=r): return evaluate(l) ** evaluate(r)
        case _: raise TypeError(node)

for s in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-4 / (2 - 4)", "10 / 4 - -1", "(1", "1 / 0", "2 * * 3"):
    try: print(f"{s:<16} = {evaluate(Parser(s).expr()):g}")
    except (SyntaxError, ZeroDivisionError) as e: print(f"{s:<16} ! {type(e).__name__}: {e}")
print(Parser("1+2*3").expr())

class Fmt:
    @singledispatchmethod
    def show(self, x): return f"object {x!r}"
    @show.register
    def _(self, x: int): return f"int {x}"
    @show.register(list)
    @show.register(tuple)
    def _(self, x): return f"seq of {len(x)}"
    @show.register
    def _(self, x: str | bytes): return f"text {x!r}"
print([Fmt().show(v) for v in (1, [1], (1, 2), "s", b"b", 2.5, True, None)])
@singledispatch
def describe(x: Any) -> str: return "unknown"
@describe.register
def _(x: int) -> str: return "int"
@describe.register
def _(x: dict[str, int] if False else dict) -> str: return "dict"
@describe.register(type(None))
def _(x): return "none"
print(describe(1), describe({}), describe(None), describe(1.0), describe.dispatch(bool)(True), sorted(t.__name__ for t in describe.registry))
def http(status):
    match status:
        case 400: return "Bad request"
        case 401 | 403 | 404: return "Not allowed"
        case int(n) if n >= 500: return f"server {n}"
        case {"code": code, **rest}: return f"dict {code} {rest}"
        case [x, y, *others]: return f"list {x} {y} {others}"
        case str() as s: return f"str {s}"
        case (): return "empty"
        case _: return "other"
print([http(x) for x in (400, 403, 503, {"code": 1, "a": 2}, [1, 2, 3, 4], (1, 2), "x", (), [], 3.5, {"x": 1})])
