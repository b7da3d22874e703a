// SPDX-License-Identifier: MIT
//
// Syntax trees, as text in the layout of CPython's ast.dump, and inputs made to break a parser. The
// expected trees are CPython 3.11's.

#include "vm/syntax/parser.h"

#include "vm/syntax/ast_dump.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace gilsim::vm {
namespace {

std::string dumped(std::string_view source, bool include_positions = false) {
  AstArena arena;
  const ParseResult result = parse_module(source, arena);
  if (!result.ok()) return "error: " + result.error->message;
  return dump_ast(*result.module, include_positions);
}

struct ShapeCase {
  std::string_view source;
  std::string_view body;  // what stands between "Module(body=[" and "], type_ignores=[])"
};

// clang-format off
constexpr ShapeCase kShapes[] = {
    {"x",
     "Expr(value=Name(id='x', ctx=Load()))"},
    {"1",
     "Expr(value=Constant(value=1))"},
    {"1.5",
     "Expr(value=Constant(value=1.5))"},
    {"2j",
     "Expr(value=Constant(value=2j))"},
    {"1e400",
     "Expr(value=Constant(value=inf))"},
    {"0xff",
     "Expr(value=Constant(value=255))"},
    {"123456789012345678901234567890",
     "Expr(value=Constant(value=123456789012345678901234567890))"},
    {"0b101",
     "Expr(value=Constant(value=5))"},
    {"1_000",
     "Expr(value=Constant(value=1000))"},
    {"'a' \"b\"",
     "Expr(value=Constant(value='ab'))"},
    {"b'\\x00a\\n'",
     "Expr(value=Constant(value=b'\\x00a\\n'))"},
    {"r'\\n'",
     "Expr(value=Constant(value='\\\\n'))"},
    {"u'a'",
     "Expr(value=Constant(value='a', kind='u'))"},
    {"'\\ud800'",
     "Expr(value=Constant(value='\\ud800'))"},
    {"'\\u00e9\\t\\101\\q'",
     "Expr(value=Constant(value='é\\tA\\\\q'))"},
    {"None",
     "Expr(value=Constant(value=None))"},
    {"...",
     "Expr(value=Constant(value=Ellipsis))"},
    {"a.b.c",
     "Expr(value=Attribute(value=Attribute(value=Name(id='a', ctx=Load()), attr='b', ctx=Load()), attr='c', ctx=Load()))"},
    {"a[1]",
     "Expr(value=Subscript(value=Name(id='a', ctx=Load()), slice=Constant(value=1), ctx=Load()))"},
    {"a[1:2]",
     "Expr(value=Subscript(value=Name(id='a', ctx=Load()), slice=Slice(lower=Constant(value=1), upper=Constant(value=2)), ctx=Load()))"},
    {"a[::3, *b]",
     "Expr(value=Subscript(value=Name(id='a', ctx=Load()), slice=Tuple(elts=[Slice(step=Constant(value=3)), Starred(value=Name(id='b', ctx=Load()), ctx=Load())], ctx=Load()), ctx=Load()))"},
    {"a[b:=1]",
     "Expr(value=Subscript(value=Name(id='a', ctx=Load()), slice=NamedExpr(target=Name(id='b', ctx=Store()), value=Constant(value=1)), ctx=Load()))"},
    {"f()",
     "Expr(value=Call(func=Name(id='f', ctx=Load()), args=[], keywords=[]))"},
    {"f(a, *b, c=1, **d)",
     "Expr(value=Call(func=Name(id='f', ctx=Load()), args=[Name(id='a', ctx=Load()), Starred(value=Name(id='b', ctx=Load()), ctx=Load())], keywords=[keyword(arg='c', value=Constant(value=1)), keyword(value=Name(id='d', ctx=Load()))]))"},
    {"f(x for x in y)",
     "Expr(value=Call(func=Name(id='f', ctx=Load()), args=[GeneratorExp(elt=Name(id='x', ctx=Load()), generators=[comprehension(target=Name(id='x', ctx=Store()), iter=Name(id='y', ctx=Load()), ifs=[], is_async=0)])], keywords=[]))"},
    {"(a)",
     "Expr(value=Name(id='a', ctx=Load()))"},
    {"()",
     "Expr(value=Tuple(elts=[], ctx=Load()))"},
    {"(a,)",
     "Expr(value=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))"},
    {"a, b",
     "Expr(value=Tuple(elts=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load())], ctx=Load()))"},
    {"[a, *b]",
     "Expr(value=List(elts=[Name(id='a', ctx=Load()), Starred(value=Name(id='b', ctx=Load()), ctx=Load())], ctx=Load()))"},
    {"{}",
     "Expr(value=Dict(keys=[], values=[]))"},
    {"{a: b, **c}",
     "Expr(value=Dict(keys=[Name(id='a', ctx=Load()), None], values=[Name(id='b', ctx=Load()), Name(id='c', ctx=Load())]))"},
    {"{a, b}",
     "Expr(value=Set(elts=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load())]))"},
    {"[x for x in y if z if w]",
     "Expr(value=ListComp(elt=Name(id='x', ctx=Load()), generators=[comprehension(target=Name(id='x', ctx=Store()), iter=Name(id='y', ctx=Load()), ifs=[Name(id='z', ctx=Load()), Name(id='w', ctx=Load())], is_async=0)]))"},
    {"{k: v for k, v in d}",
     "Expr(value=DictComp(key=Name(id='k', ctx=Load()), value=Name(id='v', ctx=Load()), generators=[comprehension(target=Tuple(elts=[Name(id='k', ctx=Store()), Name(id='v', ctx=Store())], ctx=Store()), iter=Name(id='d', ctx=Load()), ifs=[], is_async=0)]))"},
    {"{x for x in y}",
     "Expr(value=SetComp(elt=Name(id='x', ctx=Load()), generators=[comprehension(target=Name(id='x', ctx=Store()), iter=Name(id='y', ctx=Load()), ifs=[], is_async=0)]))"},
    {"(x for x in y for z in x)",
     "Expr(value=GeneratorExp(elt=Name(id='x', ctx=Load()), generators=[comprehension(target=Name(id='x', ctx=Store()), iter=Name(id='y', ctx=Load()), ifs=[], is_async=0), comprehension(target=Name(id='z', ctx=Store()), iter=Name(id='x', ctx=Load()), ifs=[], is_async=0)]))"},
    {"not a",
     "Expr(value=UnaryOp(op=Not(), operand=Name(id='a', ctx=Load())))"},
    {"-a ** -b",
     "Expr(value=UnaryOp(op=USub(), operand=BinOp(left=Name(id='a', ctx=Load()), op=Pow(), right=UnaryOp(op=USub(), operand=Name(id='b', ctx=Load())))))"},
    {"a ** b ** c",
     "Expr(value=BinOp(left=Name(id='a', ctx=Load()), op=Pow(), right=BinOp(left=Name(id='b', ctx=Load()), op=Pow(), right=Name(id='c', ctx=Load()))))"},
    {"a + b * c - d",
     "Expr(value=BinOp(left=BinOp(left=Name(id='a', ctx=Load()), op=Add(), right=BinOp(left=Name(id='b', ctx=Load()), op=Mult(), right=Name(id='c', ctx=Load()))), op=Sub(), right=Name(id='d', ctx=Load())))"},
    {"a << b | c ^ d & ~e",
     "Expr(value=BinOp(left=BinOp(left=Name(id='a', ctx=Load()), op=LShift(), right=Name(id='b', ctx=Load())), op=BitOr(), right=BinOp(left=Name(id='c', ctx=Load()), op=BitXor(), right=BinOp(left=Name(id='d', ctx=Load()), op=BitAnd(), right=UnaryOp(op=Invert(), operand=Name(id='e', ctx=Load()))))))"},
    {"a @ b // c % d",
     "Expr(value=BinOp(left=BinOp(left=BinOp(left=Name(id='a', ctx=Load()), op=MatMult(), right=Name(id='b', ctx=Load())), op=FloorDiv(), right=Name(id='c', ctx=Load())), op=Mod(), right=Name(id='d', ctx=Load())))"},
    {"a < b <= c != d",
     "Expr(value=Compare(left=Name(id='a', ctx=Load()), ops=[Lt(), LtE(), NotEq()], comparators=[Name(id='b', ctx=Load()), Name(id='c', ctx=Load()), Name(id='d', ctx=Load())]))"},
    {"a is not b",
     "Expr(value=Compare(left=Name(id='a', ctx=Load()), ops=[IsNot()], comparators=[Name(id='b', ctx=Load())]))"},
    {"a not in b",
     "Expr(value=Compare(left=Name(id='a', ctx=Load()), ops=[NotIn()], comparators=[Name(id='b', ctx=Load())]))"},
    {"a and b and c or d",
     "Expr(value=BoolOp(op=Or(), values=[BoolOp(op=And(), values=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load()), Name(id='c', ctx=Load())]), Name(id='d', ctx=Load())]))"},
    {"a if b else c if d else e",
     "Expr(value=IfExp(test=Name(id='b', ctx=Load()), body=Name(id='a', ctx=Load()), orelse=IfExp(test=Name(id='d', ctx=Load()), body=Name(id='c', ctx=Load()), orelse=Name(id='e', ctx=Load()))))"},
    {"lambda: 0",
     "Expr(value=Lambda(args=arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[]), body=Constant(value=0)))"},
    {"lambda a, /, b=1, *c, d, e=2, **f: a",
     "Expr(value=Lambda(args=arguments(posonlyargs=[arg(arg='a')], args=[arg(arg='b')], vararg=arg(arg='c'), kwonlyargs=[arg(arg='d'), arg(arg='e')], kw_defaults=[None, Constant(value=2)], kwarg=arg(arg='f'), defaults=[Constant(value=1)]), body=Name(id='a', ctx=Load())))"},
    {"(a := 1)",
     "Expr(value=NamedExpr(target=Name(id='a', ctx=Store()), value=Constant(value=1)))"},
    {"(yield)",
     "Expr(value=Yield())"},
    {"(yield a, b)",
     "Expr(value=Yield(value=Tuple(elts=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load())], ctx=Load())))"},
    {"(yield from a)",
     "Expr(value=YieldFrom(value=Name(id='a', ctx=Load())))"},
    {"f'a{b!r:>{c}}d{{}}'",
     "Expr(value=JoinedStr(values=[Constant(value='a'), FormattedValue(value=Name(id='b', ctx=Load()), conversion=114, format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='c', ctx=Load()), conversion=-1)])), Constant(value='d{}')]))"},
    {"f'{a=}'",
     "Expr(value=JoinedStr(values=[Constant(value='a='), FormattedValue(value=Name(id='a', ctx=Load()), conversion=114)]))"},
    {"f''",
     "Expr(value=JoinedStr(values=[]))"},
    {"f'{x:%H:%M}'",
     "Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='x', ctx=Load()), conversion=-1, format_spec=JoinedStr(values=[Constant(value='%H:%M')]))]))"},
    {"'a' f'{b}' 'c'",
     "Expr(value=JoinedStr(values=[Constant(value='a'), FormattedValue(value=Name(id='b', ctx=Load()), conversion=-1), Constant(value='c')]))"},
    {"a = b = c",
     "Assign(targets=[Name(id='a', ctx=Store()), Name(id='b', ctx=Store())], value=Name(id='c', ctx=Load()))"},
    {"a, *b = c",
     "Assign(targets=[Tuple(elts=[Name(id='a', ctx=Store()), Starred(value=Name(id='b', ctx=Store()), ctx=Store())], ctx=Store())], value=Name(id='c', ctx=Load()))"},
    {"(a, [b, c]) = d",
     "Assign(targets=[Tuple(elts=[Name(id='a', ctx=Store()), List(elts=[Name(id='b', ctx=Store()), Name(id='c', ctx=Store())], ctx=Store())], ctx=Store())], value=Name(id='d', ctx=Load()))"},
    {"a.b[c] += 1",
     "AugAssign(target=Subscript(value=Attribute(value=Name(id='a', ctx=Load()), attr='b', ctx=Load()), slice=Name(id='c', ctx=Load()), ctx=Store()), op=Add(), value=Constant(value=1))"},
    {"a **= 2",
     "AugAssign(target=Name(id='a', ctx=Store()), op=Pow(), value=Constant(value=2))"},
    {"a: int",
     "AnnAssign(target=Name(id='a', ctx=Store()), annotation=Name(id='int', ctx=Load()), simple=1)"},
    {"a: int = 1",
     "AnnAssign(target=Name(id='a', ctx=Store()), annotation=Name(id='int', ctx=Load()), value=Constant(value=1), simple=1)"},
    {"(a): int",
     "AnnAssign(target=Name(id='a', ctx=Store()), annotation=Name(id='int', ctx=Load()), simple=0)"},
    {"a.b: int",
     "AnnAssign(target=Attribute(value=Name(id='a', ctx=Load()), attr='b', ctx=Store()), annotation=Name(id='int', ctx=Load()), simple=0)"},
    {"del a, b.c, (d, e)",
     "Delete(targets=[Name(id='a', ctx=Del()), Attribute(value=Name(id='b', ctx=Load()), attr='c', ctx=Del()), Tuple(elts=[Name(id='d', ctx=Del()), Name(id='e', ctx=Del())], ctx=Del())])"},
    {"pass; break; continue",
     "Pass(), Break(), Continue()"},
    {"return",
     "Return()"},
    {"return a, *b",
     "Return(value=Tuple(elts=[Name(id='a', ctx=Load()), Starred(value=Name(id='b', ctx=Load()), ctx=Load())], ctx=Load()))"},
    {"raise",
     "Raise()"},
    {"raise a from b",
     "Raise(exc=Name(id='a', ctx=Load()), cause=Name(id='b', ctx=Load()))"},
    {"assert a, b",
     "Assert(test=Name(id='a', ctx=Load()), msg=Name(id='b', ctx=Load()))"},
    {"import a.b as c, d",
     "Import(names=[alias(name='a.b', asname='c'), alias(name='d')])"},
    {"from a import b as c, d",
     "ImportFrom(module='a', names=[alias(name='b', asname='c'), alias(name='d')], level=0)"},
    {"from . import *",
     "ImportFrom(names=[alias(name='*')], level=1)"},
    {"from ...a import (b, c,)",
     "ImportFrom(module='a', names=[alias(name='b'), alias(name='c')], level=3)"},
    {"global a, b",
     "Global(names=['a', 'b'])"},
    {"nonlocal a",
     "Nonlocal(names=['a'])"},
    {"if a: b\nelif c: d\nelse: e",
     "If(test=Name(id='a', ctx=Load()), body=[Expr(value=Name(id='b', ctx=Load()))], orelse=[If(test=Name(id='c', ctx=Load()), body=[Expr(value=Name(id='d', ctx=Load()))], orelse=[Expr(value=Name(id='e', ctx=Load()))])])"},
    {"while a: b\nelse: c",
     "While(test=Name(id='a', ctx=Load()), body=[Expr(value=Name(id='b', ctx=Load()))], orelse=[Expr(value=Name(id='c', ctx=Load()))])"},
    {"for a, b in c: d\nelse: e",
     "For(target=Tuple(elts=[Name(id='a', ctx=Store()), Name(id='b', ctx=Store())], ctx=Store()), iter=Name(id='c', ctx=Load()), body=[Expr(value=Name(id='d', ctx=Load()))], orelse=[Expr(value=Name(id='e', ctx=Load()))])"},
    {"for x in *a, b: pass",
     "For(target=Name(id='x', ctx=Store()), iter=Tuple(elts=[Starred(value=Name(id='a', ctx=Load()), ctx=Load()), Name(id='b', ctx=Load())], ctx=Load()), body=[Pass()], orelse=[])"},
    {"with a as b, c: d",
     "With(items=[withitem(context_expr=Name(id='a', ctx=Load()), optional_vars=Name(id='b', ctx=Store())), withitem(context_expr=Name(id='c', ctx=Load()))], body=[Expr(value=Name(id='d', ctx=Load()))])"},
    {"with (a as b, c as (d, e),): f",
     "With(items=[withitem(context_expr=Name(id='a', ctx=Load()), optional_vars=Name(id='b', ctx=Store())), withitem(context_expr=Name(id='c', ctx=Load()), optional_vars=Tuple(elts=[Name(id='d', ctx=Store()), Name(id='e', ctx=Store())], ctx=Store()))], body=[Expr(value=Name(id='f', ctx=Load()))])"},
    {"with (a, b): c",
     "With(items=[withitem(context_expr=Name(id='a', ctx=Load())), withitem(context_expr=Name(id='b', ctx=Load()))], body=[Expr(value=Name(id='c', ctx=Load()))])"},
    {"with (a): b",
     "With(items=[withitem(context_expr=Name(id='a', ctx=Load()))], body=[Expr(value=Name(id='b', ctx=Load()))])"},
    {"with (yield): pass",
     "With(items=[withitem(context_expr=Yield())], body=[Pass()])"},
    {"try: a\nexcept B as c: d\nexcept (E, F): g\nexcept: h\nelse: i\nfinally: j",
     "Try(body=[Expr(value=Name(id='a', ctx=Load()))], handlers=[ExceptHandler(type=Name(id='B', ctx=Load()), name='c', body=[Expr(value=Name(id='d', ctx=Load()))]), ExceptHandler(type=Tuple(elts=[Name(id='E', ctx=Load()), Name(id='F', ctx=Load())], ctx=Load()), body=[Expr(value=Name(id='g', ctx=Load()))]), ExceptHandler(body=[Expr(value=Name(id='h', ctx=Load()))])], orelse=[Expr(value=Name(id='i', ctx=Load()))], finalbody=[Expr(value=Name(id='j', ctx=Load()))])"},
    {"try: a\nfinally: b",
     "Try(body=[Expr(value=Name(id='a', ctx=Load()))], handlers=[], orelse=[], finalbody=[Expr(value=Name(id='b', ctx=Load()))])"},
    {"try: a\nexcept* B: c",
     "TryStar(body=[Expr(value=Name(id='a', ctx=Load()))], handlers=[ExceptHandler(type=Name(id='B', ctx=Load()), body=[Expr(value=Name(id='c', ctx=Load()))])], orelse=[], finalbody=[])"},
    {"def f(a, b: int = 1, /, c=2, *d: int, e, f=3, **g) -> h: pass",
     "FunctionDef(name='f', args=arguments(posonlyargs=[arg(arg='a'), arg(arg='b', annotation=Name(id='int', ctx=Load()))], args=[arg(arg='c')], vararg=arg(arg='d', annotation=Name(id='int', ctx=Load())), kwonlyargs=[arg(arg='e'), arg(arg='f')], kw_defaults=[None, Constant(value=3)], kwarg=arg(arg='g'), defaults=[Constant(value=1), Constant(value=2)]), body=[Pass()], decorator_list=[], returns=Name(id='h', ctx=Load()))"},
    {"def f(*, a): pass",
     "FunctionDef(name='f', args=arguments(posonlyargs=[], args=[], kwonlyargs=[arg(arg='a')], kw_defaults=[None], defaults=[]), body=[Pass()], decorator_list=[])"},
    {"def f(*args: *Ts): pass",
     "FunctionDef(name='f', args=arguments(posonlyargs=[], args=[], vararg=arg(arg='args', annotation=Starred(value=Name(id='Ts', ctx=Load()), ctx=Load())), kwonlyargs=[], kw_defaults=[], defaults=[]), body=[Pass()], decorator_list=[])"},
    {"@a\n@b.c(d)\ndef f(): pass",
     "FunctionDef(name='f', args=arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[]), body=[Pass()], decorator_list=[Name(id='a', ctx=Load()), Call(func=Attribute(value=Name(id='b', ctx=Load()), attr='c', ctx=Load()), args=[Name(id='d', ctx=Load())], keywords=[])])"},
    {"@a\nclass B(C, metaclass=D): pass",
     "ClassDef(name='B', bases=[Name(id='C', ctx=Load())], keywords=[keyword(arg='metaclass', value=Name(id='D', ctx=Load()))], body=[Pass()], decorator_list=[Name(id='a', ctx=Load())])"},
    {"class A: 'doc'",
     "ClassDef(name='A', bases=[], keywords=[], body=[Expr(value=Constant(value='doc'))], decorator_list=[])"},
    {"match a:\n case 1 | -2 | 3+4j: b\n case 'x': c\n case None: d\n case _: e",
     "Match(subject=Name(id='a', ctx=Load()), cases=[match_case(pattern=MatchOr(patterns=[MatchValue(value=Constant(value=1)), MatchValue(value=UnaryOp(op=USub(), operand=Constant(value=2))), MatchValue(value=BinOp(left=Constant(value=3), op=Add(), right=Constant(value=4j)))]), body=[Expr(value=Name(id='b', ctx=Load()))]), match_case(pattern=MatchValue(value=Constant(value='x')), body=[Expr(value=Name(id='c', ctx=Load()))]), match_case(pattern=MatchSingleton(value=None), body=[Expr(value=Name(id='d', ctx=Load()))]), match_case(pattern=MatchAs(), body=[Expr(value=Name(id='e', ctx=Load()))])])"},
    {"match a, b:\n case [x, *rest] if x: c\n case (y, *_): d\n case {'k': v, **r}: e",
     "Match(subject=Tuple(elts=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load())], ctx=Load()), cases=[match_case(pattern=MatchSequence(patterns=[MatchAs(name='x'), MatchStar(name='rest')]), guard=Name(id='x', ctx=Load()), body=[Expr(value=Name(id='c', ctx=Load()))]), match_case(pattern=MatchSequence(patterns=[MatchAs(name='y'), MatchStar()]), body=[Expr(value=Name(id='d', ctx=Load()))]), match_case(pattern=MatchMapping(keys=[Constant(value='k')], patterns=[MatchAs(name='v')], rest='r'), body=[Expr(value=Name(id='e', ctx=Load()))])])"},
    {"match a:\n case A.B: c\n case P(x, y=1): d\n case P(): d\n case [1, [2, 3]] as z: e\n case {}: f\n case 1, 2: g\n case (h): i",
     "Match(subject=Name(id='a', ctx=Load()), cases=[match_case(pattern=MatchValue(value=Attribute(value=Name(id='A', ctx=Load()), attr='B', ctx=Load())), body=[Expr(value=Name(id='c', ctx=Load()))]), match_case(pattern=MatchClass(cls=Name(id='P', ctx=Load()), patterns=[MatchAs(name='x')], kwd_attrs=['y'], kwd_patterns=[MatchValue(value=Constant(value=1))]), body=[Expr(value=Name(id='d', ctx=Load()))]), match_case(pattern=MatchClass(cls=Name(id='P', ctx=Load()), patterns=[], kwd_attrs=[], kwd_patterns=[]), body=[Expr(value=Name(id='d', ctx=Load()))]), match_case(pattern=MatchAs(pattern=MatchSequence(patterns=[MatchValue(value=Constant(value=1)), MatchSequence(patterns=[MatchValue(value=Constant(value=2)), MatchValue(value=Constant(value=3))])]), name='z'), body=[Expr(value=Name(id='e', ctx=Load()))]), match_case(pattern=MatchMapping(keys=[], patterns=[]), body=[Expr(value=Name(id='f', ctx=Load()))]), match_case(pattern=MatchSequence(patterns=[MatchValue(value=Constant(value=1)), MatchValue(value=Constant(value=2))]), body=[Expr(value=Name(id='g', ctx=Load()))]), match_case(pattern=MatchAs(name='h'), body=[Expr(value=Name(id='i', ctx=Load()))])])"},
    {"match = case = 1; match(case); match[1]; print(_)",
     "Assign(targets=[Name(id='match', ctx=Store()), Name(id='case', ctx=Store())], value=Constant(value=1)), Expr(value=Call(func=Name(id='match', ctx=Load()), args=[Name(id='case', ctx=Load())], keywords=[])), Expr(value=Subscript(value=Name(id='match', ctx=Load()), slice=Constant(value=1), ctx=Load())), Expr(value=Call(func=Name(id='print', ctx=Load()), args=[Name(id='_', ctx=Load())], keywords=[]))"},
    {"a = yield b",
     "Assign(targets=[Name(id='a', ctx=Store())], value=Yield(value=Name(id='b', ctx=Load())))"},
    {"x = lambda: (yield)",
     "Assign(targets=[Name(id='x', ctx=Store())], value=Lambda(args=arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[]), body=Yield()))"},
    {"if x:\n  y\n\n  # c\n\nz",
     "If(test=Name(id='x', ctx=Load()), body=[Expr(value=Name(id='y', ctx=Load()))], orelse=[]), Expr(value=Name(id='z', ctx=Load()))"},
    {"a; b;",
     "Expr(value=Name(id='a', ctx=Load())), Expr(value=Name(id='b', ctx=Load()))"},
    {"名 = 'é'; ﬁ = 1",
     "Assign(targets=[Name(id='名', ctx=Store())], value=Constant(value='é')), Assign(targets=[Name(id='fi', ctx=Store())], value=Constant(value=1))"},
    {"if 1:\n\tx\n\ty",
     "If(test=Constant(value=1), body=[Expr(value=Name(id='x', ctx=Load())), Expr(value=Name(id='y', ctx=Load()))], orelse=[])"},
    {"x = [\n  1,\n\n  2]\n",
     "Assign(targets=[Name(id='x', ctx=Store())], value=List(elts=[Constant(value=1), Constant(value=2)], ctx=Load()))"},
    {"x = 1 \\\n  + 2",
     "Assign(targets=[Name(id='x', ctx=Store())], value=BinOp(left=Constant(value=1), op=Add(), right=Constant(value=2)))"},
};

constexpr ShapeCase kPositions[] = {
    {"x = (a)+b",
     "Assign(targets=[Name(id='x', ctx=Store(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)], value=BinOp(left=Name(id='a', ctx=Load(), lineno=1, col_offset=5, end_lineno=1, end_col_offset=6), op=Add(), right=Name(id='b', ctx=Load(), lineno=1, col_offset=8, end_lineno=1, end_col_offset=9), lineno=1, col_offset=4, end_lineno=1, end_col_offset=9), lineno=1, col_offset=0, end_lineno=1, end_col_offset=9)"},
    {"f'a{b}c' 'd'",
     "Expr(value=JoinedStr(values=[Constant(value='a', lineno=1, col_offset=0, end_lineno=1, end_col_offset=12), FormattedValue(value=Name(id='b', ctx=Load(), lineno=1, col_offset=4, end_lineno=1, end_col_offset=5), conversion=-1, lineno=1, col_offset=0, end_lineno=1, end_col_offset=12), Constant(value='cd', lineno=1, col_offset=0, end_lineno=1, end_col_offset=12)], lineno=1, col_offset=0, end_lineno=1, end_col_offset=12), lineno=1, col_offset=0, end_lineno=1, end_col_offset=12)"},
    {"def f(a,\n      b=1):\n  return a\n",
     "FunctionDef(name='f', args=arguments(posonlyargs=[], args=[arg(arg='a', lineno=1, col_offset=6, end_lineno=1, end_col_offset=7), arg(arg='b', lineno=2, col_offset=6, end_lineno=2, end_col_offset=7)], kwonlyargs=[], kw_defaults=[], defaults=[Constant(value=1, lineno=2, col_offset=8, end_lineno=2, end_col_offset=9)]), body=[Return(value=Name(id='a', ctx=Load(), lineno=3, col_offset=9, end_lineno=3, end_col_offset=10), lineno=3, col_offset=2, end_lineno=3, end_col_offset=10)], decorator_list=[], lineno=1, col_offset=0, end_lineno=3, end_col_offset=10)"},
    {"é = ü.x",
     "Assign(targets=[Name(id='é', ctx=Store(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=2)], value=Attribute(value=Name(id='ü', ctx=Load(), lineno=1, col_offset=5, end_lineno=1, end_col_offset=7), attr='x', ctx=Load(), lineno=1, col_offset=5, end_lineno=1, end_col_offset=9), lineno=1, col_offset=0, end_lineno=1, end_col_offset=9)"},
    {"if a:\n  b;\nelif c:\n  d\n",
     "If(test=Name(id='a', ctx=Load(), lineno=1, col_offset=3, end_lineno=1, end_col_offset=4), body=[Expr(value=Name(id='b', ctx=Load(), lineno=2, col_offset=2, end_lineno=2, end_col_offset=3), lineno=2, col_offset=2, end_lineno=2, end_col_offset=3)], orelse=[If(test=Name(id='c', ctx=Load(), lineno=3, col_offset=5, end_lineno=3, end_col_offset=6), body=[Expr(value=Name(id='d', ctx=Load(), lineno=4, col_offset=2, end_lineno=4, end_col_offset=3), lineno=4, col_offset=2, end_lineno=4, end_col_offset=3)], orelse=[], lineno=3, col_offset=0, end_lineno=4, end_col_offset=3)], lineno=1, col_offset=0, end_lineno=4, end_col_offset=3)"},
    {"x = f'''\n{a}  {b:{c}}'''",
     "Assign(targets=[Name(id='x', ctx=Store(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)], value=JoinedStr(values=[Constant(value='\\n', lineno=1, col_offset=4, end_lineno=2, end_col_offset=15), FormattedValue(value=Name(id='a', ctx=Load(), lineno=2, col_offset=1, end_lineno=2, end_col_offset=2), conversion=-1, lineno=1, col_offset=4, end_lineno=2, end_col_offset=15), Constant(value='  ', lineno=1, col_offset=4, end_lineno=2, end_col_offset=15), FormattedValue(value=Name(id='b', ctx=Load(), lineno=2, col_offset=6, end_lineno=2, end_col_offset=7), conversion=-1, format_spec=JoinedStr(values=[FormattedValue(value=Name(id='c', ctx=Load(), lineno=2, col_offset=9, end_lineno=2, end_col_offset=10), conversion=-1, lineno=1, col_offset=4, end_lineno=2, end_col_offset=15)], lineno=1, col_offset=4, end_lineno=2, end_col_offset=15), lineno=1, col_offset=4, end_lineno=2, end_col_offset=15)], lineno=1, col_offset=4, end_lineno=2, end_col_offset=15), lineno=1, col_offset=0, end_lineno=2, end_col_offset=15)"},
    {"@d\nclass A:\n  pass\n",
     "ClassDef(name='A', bases=[], keywords=[], body=[Pass(lineno=3, col_offset=2, end_lineno=3, end_col_offset=6)], decorator_list=[Name(id='d', ctx=Load(), lineno=1, col_offset=1, end_lineno=1, end_col_offset=2)], lineno=2, col_offset=0, end_lineno=3, end_col_offset=6)"},
    {"f(a for b in c)",
     "Expr(value=Call(func=Name(id='f', ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1), args=[GeneratorExp(elt=Name(id='a', ctx=Load(), lineno=1, col_offset=2, end_lineno=1, end_col_offset=3), generators=[comprehension(target=Name(id='b', ctx=Store(), lineno=1, col_offset=8, end_lineno=1, end_col_offset=9), iter=Name(id='c', ctx=Load(), lineno=1, col_offset=13, end_lineno=1, end_col_offset=14), ifs=[], is_async=0)], lineno=1, col_offset=1, end_lineno=1, end_col_offset=15)], keywords=[], lineno=1, col_offset=0, end_lineno=1, end_col_offset=15), lineno=1, col_offset=0, end_lineno=1, end_col_offset=15)"},
    {"(a,\n b)",
     "Expr(value=Tuple(elts=[Name(id='a', ctx=Load(), lineno=1, col_offset=1, end_lineno=1, end_col_offset=2), Name(id='b', ctx=Load(), lineno=2, col_offset=1, end_lineno=2, end_col_offset=2)], ctx=Load(), lineno=1, col_offset=0, end_lineno=2, end_col_offset=3), lineno=1, col_offset=0, end_lineno=2, end_col_offset=3)"},
    {"'''a\nb''' + c",
     "Expr(value=BinOp(left=Constant(value='a\\nb', lineno=1, col_offset=0, end_lineno=2, end_col_offset=4), op=Add(), right=Name(id='c', ctx=Load(), lineno=2, col_offset=7, end_lineno=2, end_col_offset=8), lineno=1, col_offset=0, end_lineno=2, end_col_offset=8), lineno=1, col_offset=0, end_lineno=2, end_col_offset=8)"},
};
// clang-format on

TEST(ParserTest, TreesAreThoseOfCPython) {
  for (const ShapeCase& shape : kShapes) {
    EXPECT_EQ(dumped(shape.source),
              "Module(body=[" + std::string(shape.body) + "], type_ignores=[])")
        << shape.source;
  }
}

TEST(ParserTest, PositionsAreThoseOfCPython) {
  for (const ShapeCase& shape : kPositions) {
    EXPECT_EQ(dumped(shape.source, true),
              "Module(body=[" + std::string(shape.body) + "], type_ignores=[])")
        << shape.source;
  }
}

TEST(ParserTest, IdentifiersAreInterned) {
  AstArena arena;
  const ParseResult result = parse_module("value = value", arena);
  ASSERT_TRUE(result.ok());
  const auto* assign = result.module->body[0]->as<ast::Assign>();
  EXPECT_EQ(assign->targets[0]->as<ast::Name>()->id.data(),
            assign->value->as<ast::Name>()->id.data());
}

TEST(ParserTest, ExpressionInput) {
  AstArena arena;
  const ParseResult result = parse_expression("  a + 1\n\n", arena);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(dump_ast(*result.expression),
            "BinOp(left=Name(id='a', ctx=Load()), op=Add(), right=Constant(value=1))");
  EXPECT_TRUE(parse_expression("a, b", arena).ok());
  for (const std::string_view source : {"a = 1", "", "a; b", "a\nb", "pass", "(", "a b"}) {
    EXPECT_FALSE(parse_expression(source, arena).ok()) << source;
  }
}

TEST(ParserTest, LineEndsAndByteOrderMark) {
  const std::string expected = dumped("a\nif b:\n  c\n", true);
  EXPECT_EQ(dumped("a\r\nif b:\r\n  c\r\n", true), expected);
  EXPECT_EQ(dumped("a\rif b:\r  c", true), expected);
  EXPECT_EQ(dumped("\xEF\xBB\xBF"
                   "a\nif b:\n  c",
                   true),
            expected);
  EXPECT_EQ(dumped(""), "Module(body=[], type_ignores=[])");
  EXPECT_EQ(dumped("\n\n# comment"), "Module(body=[], type_ignores=[])");
  EXPECT_EQ(dumped("# -*- coding: utf-8 -*-\n"), "Module(body=[], type_ignores=[])");
}

// ------------------------------------------------------------------------------ hostile input

std::string repeated(std::string_view text, int count) {
  std::string result;
  for (int index = 0; index < count; ++index) result += text;
  return result;
}

std::string message_of(std::string_view source) {
  AstArena arena;
  const ParseResult result = parse_module(source, arena);
  return result.ok() ? "" : result.error->message;
}

TEST(ParserHostileTest, BracketsNestTwoHundredDeep) {
  EXPECT_EQ(message_of(repeated("(", 10000) + "1" + repeated(")", 10000)),
            "too many nested parentheses");
  EXPECT_EQ(message_of(repeated("(", 200) + "1" + repeated(")", 200)), "");
  EXPECT_EQ(message_of(repeated("(", 201) + "1" + repeated(")", 201)),
            "too many nested parentheses");
  EXPECT_EQ(message_of(repeated("f(", 200) + repeated(")", 200)), "");
  EXPECT_EQ(message_of(repeated("[", 200) + "1" + repeated("]", 200) + " = x"),
            "cannot assign to literal");
}

TEST(ParserHostileTest, ChainsEndInAnError) {
  constexpr std::string_view kTooDeep = "expression is nested too deeply";
  EXPECT_EQ(message_of(repeated("-", 200000) + "1"), kTooDeep);
  EXPECT_EQ(message_of(repeated("not ", 100000) + "1"), kTooDeep);
  EXPECT_EQ(message_of(repeated("a**", 100000) + "a"), kTooDeep);
  EXPECT_EQ(message_of(repeated("lambda: ", 100000) + "1"), kTooDeep);
  EXPECT_EQ(message_of(repeated("lambda x=", 100000) + "1"), kTooDeep);
  EXPECT_EQ(message_of(repeated("a if b else ", 100000) + "1"), kTooDeep);
  EXPECT_EQ(message_of("a" + repeated(".a", 100000)), kTooDeep);
  EXPECT_EQ(message_of("a" + repeated("()", 100000)), kTooDeep);
  EXPECT_EQ(message_of("a" + repeated("+a", 100000)), kTooDeep);
  EXPECT_EQ(message_of("if a: b\n" + repeated("elif a: b\n", 100000)),
            "statement is nested too deeply");
}

TEST(ParserHostileTest, WideTreesAreFine) {
  EXPECT_EQ(message_of("a" + repeated(" and a", 100000)), "");
  EXPECT_EQ(message_of("a" + repeated(" < a", 100000)), "");
  EXPECT_EQ(message_of("a" + repeated(", a", 100000)), "");
  EXPECT_EQ(message_of(repeated("a = ", 100000) + "a"), "");
  EXPECT_EQ(message_of("if a: b\n" + repeated("elif a: b\n", 900)), "");
}

TEST(ParserHostileTest, DepthIsBoundedAndKnown) {
  AstArena arena;
  const ParseResult result = parse_module("a" + repeated(" + a", 500), arena);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result.module->depth, 503);  // Module, Expr, 500 BinOps, Name
  EXPECT_EQ(message_of("a" + repeated(" + a", kMaxAstDepth - 3)), "");
  EXPECT_NE(message_of("a" + repeated(" + a", kMaxAstDepth - 2)), "");
}

TEST(ParserHostileTest, LongLinesTakeLinearTime) {
  EXPECT_EQ(message_of("x = [" + repeated("1234567, ", 1100000) + "]"), "");
  EXPECT_EQ(message_of("x = [" + repeated("1234567, ", 1100000) + "a b]"),
            "invalid syntax. Perhaps you forgot a comma?");
  EXPECT_EQ(message_of("f'" + repeated("{a}", 100000) + "'"), "");
  EXPECT_EQ(message_of(repeated("f'a{b}' ", 100000)), "");
}

TEST(ParserHostileTest, TheSecondPassIsBounded) {
  for (const std::string_view open : {"[", "(1, ", "{1: ", "f(", "f(x=", "a[", "(a and ", "{1, ",
                                      "[a for a in ", "[print ", "(lambda x=", "(a if b else "}) {
    const std::string source = repeated(open, 150) + "a.1";
    EXPECT_NE(message_of(source), "") << open;
    EXPECT_NE(message_of(source + "\nx"), "") << open;
  }
  EXPECT_NE(message_of(repeated("a ", 100000)), "");
  EXPECT_NE(message_of(repeated("print ", 100000)), "");
}

TEST(ParserHostileTest, BlocksNestNinetyNineDeep) {
  const auto nested = [](int depth) {
    std::string source;
    for (int level = 0; level < depth; ++level) {
      source += std::string(static_cast<std::size_t>(level), ' ') + "if x:\n";
    }
    return source + std::string(static_cast<std::size_t>(depth), ' ') + "y\n";
  };
  EXPECT_EQ(message_of(nested(99)), "");
  EXPECT_EQ(message_of(nested(100)), "too many levels of indentation");
}

TEST(ParserHostileTest, NumbersOfAnyLength) {
  EXPECT_EQ(message_of(repeated("1", 4300)), "");
  EXPECT_EQ(message_of(repeated("1", 4301)),
            "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; "
            "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for "
            "huge integer literals to avoid decimal conversion limits.");
  EXPECT_EQ(message_of("0x" + repeated("f", 100000)), "");
}

}  // namespace
}  // namespace gilsim::vm
