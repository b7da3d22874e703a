// SPDX-License-Identifier: MIT
//
// The abstract syntax tree: Python 3.11's abstract grammar, node for node and field for field (see
// the `ast` module's documentation), without the `async` and `await` forms, which the language does
// not have.
//
// Invariants:
// * An AstArena owns every node, child list, identifier and constant text. Nodes are trivially
//   destructible; a tree is freed with its arena, never walked to be freed.
// * `depth` is the number of nodes on the longest path from a node down to a leaf, the node
//   included. The parser refuses trees deeper than kMaxAstDepth, so a compiler may recurse over a
//   tree. Chains that are loops to the parser (`a+a+a...`, `f()()()...`, `elif` after `elif`) count
//   too: each link is one level.
// * A pointer is null only where its comment says so ("or null").
// * Identifiers are NFKC-normalised UTF-8. Equal identifiers of one arena share one address:
//   compare `data()`.

#ifndef GILSIM_VM_SYNTAX_AST_H_
#define GILSIM_VM_SYNTAX_AST_H_

#include "vm/syntax/ast_arena.h"

#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>

namespace gilsim::vm {

// The deepest tree the parser builds.
inline constexpr int kMaxAstDepth = 1000;

// Where a node stands in its source: lines count from 1, columns are byte offsets into the UTF-8
// line and count from 0, the end is exclusive. The same numbers as `lineno`, `col_offset`,
// `end_lineno` and `end_col_offset`.
struct SourceRange {
  int line = 0;
  int column = 0;
  int end_line = 0;
  int end_column = 0;

  friend bool operator==(const SourceRange&, const SourceRange&) = default;
};

namespace ast {

using Identifier = std::string_view;  // empty (data() == nullptr) where an optional one is absent

// clang-format off
enum class ExpressionContext : std::uint8_t { Load, Store, Del };
enum class BoolOperator : std::uint8_t { And, Or };
enum class BinaryOperator : std::uint8_t {
  Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv
};
enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
enum class CompareOperator : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };
// clang-format on

struct Node {
  SourceRange range;
  std::int32_t depth = 1;
};

template <class T>
using List_ = std::span<T* const>;  // a child list; its array belongs to the arena

// ------------------------------------------------------------------------------------- expressions

// clang-format off
enum class ExpressionKind : std::uint8_t {
  BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp, SetComp, DictComp,
  GeneratorExp, Yield, YieldFrom, Compare, Call, FormattedValue, JoinedStr, Constant, Attribute,
  Subscript, Starred, Name, List, Tuple, Slice
};
// clang-format on

struct Expression : Node {
  const ExpressionKind kind;

  template <class T>
  bool is() const {
    return kind == T::kKind;
  }
  // The node as its own type. REQUIRES: is<T>().
  template <class T>
  T* as() {
    assert(is<T>());
    return static_cast<T*>(this);
  }
  template <class T>
  const T* as() const {
    assert(is<T>());
    return static_cast<const T*>(this);
  }
  // The node as its own type, or null.
  template <class T>
  T* try_as() {
    return is<T>() ? static_cast<T*>(this) : nullptr;
  }
  template <class T>
  const T* try_as() const {
    return is<T>() ? static_cast<const T*>(this) : nullptr;
  }

 protected:
  explicit Expression(ExpressionKind expression_kind) : kind(expression_kind) {}
};

template <ExpressionKind K>
struct ExpressionOf : Expression {
  static constexpr ExpressionKind kKind = K;
  ExpressionOf() : Expression(K) {}
};

struct Arguments;
struct Comprehension;
struct Keyword;

struct BoolOp : ExpressionOf<ExpressionKind::BoolOp> {
  BoolOperator op{};
  List_<Expression> values;  // two or more: `a and b and c` is one node
};

struct NamedExpr : ExpressionOf<ExpressionKind::NamedExpr> {  // target := value
  Expression* target = nullptr;                               // a Name with context Store
  Expression* value = nullptr;
};

struct BinOp : ExpressionOf<ExpressionKind::BinOp> {
  BinaryOperator op{};
  Expression* left = nullptr;
  Expression* right = nullptr;
};

struct UnaryOp : ExpressionOf<ExpressionKind::UnaryOp> {
  UnaryOperator op{};
  Expression* operand = nullptr;
};

struct Lambda : ExpressionOf<ExpressionKind::Lambda> {
  Arguments* args = nullptr;
  Expression* body = nullptr;
};

struct IfExp : ExpressionOf<ExpressionKind::IfExp> {  // body if test else orelse
  Expression* test = nullptr;
  Expression* body = nullptr;
  Expression* orelse = nullptr;
};

struct Dict : ExpressionOf<ExpressionKind::Dict> {
  List_<Expression> keys;  // null where the value is unpacked: {**value}
  List_<Expression> values;
};

struct Set : ExpressionOf<ExpressionKind::Set> {
  List_<Expression> elts;
};

struct ListComp : ExpressionOf<ExpressionKind::ListComp> {
  Expression* elt = nullptr;
  List_<Comprehension> generators;
};

struct SetComp : ExpressionOf<ExpressionKind::SetComp> {
  Expression* elt = nullptr;
  List_<Comprehension> generators;
};

struct DictComp : ExpressionOf<ExpressionKind::DictComp> {
  Expression* key = nullptr;
  Expression* value = nullptr;
  List_<Comprehension> generators;
};

struct GeneratorExp : ExpressionOf<ExpressionKind::GeneratorExp> {
  Expression* elt = nullptr;
  List_<Comprehension> generators;
};

struct Yield : ExpressionOf<ExpressionKind::Yield> {
  Expression* value = nullptr;  // or null
};

struct YieldFrom : ExpressionOf<ExpressionKind::YieldFrom> {
  Expression* value = nullptr;
};

struct Compare
    : ExpressionOf<ExpressionKind::Compare> {  // a < b < c: left a, ops < <, comparators b c
  Expression* left = nullptr;
  std::span<const CompareOperator> ops;
  List_<Expression> comparators;
};

struct Call : ExpressionOf<ExpressionKind::Call> {
  Expression* func = nullptr;
  List_<Expression> args;   // *x is a Starred
  List_<Keyword> keywords;  // **x has no name
};

// The flag after ! in a replacement field, as a character code, or none.
enum class Conversion : std::int8_t { None = -1, Str = 's', Repr = 'r', Ascii = 'a' };

struct FormattedValue : ExpressionOf<ExpressionKind::FormattedValue> {
  Expression* value = nullptr;
  Conversion conversion = Conversion::None;
  Expression* format_spec = nullptr;  // a JoinedStr, or null
};

struct JoinedStr : ExpressionOf<ExpressionKind::JoinedStr> {
  List_<Expression> values;  // Constant strings and FormattedValues
};

enum class ConstantKind : std::uint8_t {
  None,
  True,
  False,
  Ellipsis,
  Integer,     // `integer`; never negative
  BigInteger,  // `text` holds the digits, without prefix and underscores, in `base`; does not fit
               // an int64
  Float,       // `number`
  Imaginary,   // `number` is the imaginary part
  Str,         // `text` in UTF-8; a lone surrogate is its three bytes (ED A0..BF 80..BF)
  Bytes        // `text` is the bytes
};

struct Constant : ExpressionOf<ExpressionKind::Constant> {
  ConstantKind value_kind = ConstantKind::None;
  std::uint8_t base = 10;  // of a BigInteger: 2, 8, 10 or 16
  bool u_prefix = false;   // u"..." (the field `kind` of CPython's node)
  std::int64_t integer = 0;
  double number = 0;
  std::string_view text;
};

struct Attribute : ExpressionOf<ExpressionKind::Attribute> {
  Expression* value = nullptr;
  Identifier attr;
  ExpressionContext ctx{};
};

struct Subscript : ExpressionOf<ExpressionKind::Subscript> {
  Expression* value = nullptr;
  Expression* slice =
      nullptr;  // a Slice, a Tuple (maybe with Slices and Starreds), or any expression
  ExpressionContext ctx{};
};

struct Starred : ExpressionOf<ExpressionKind::Starred> {
  Expression* value = nullptr;
  ExpressionContext ctx{};
};

struct Name : ExpressionOf<ExpressionKind::Name> {
  Identifier id;
  ExpressionContext ctx{};
};

struct List : ExpressionOf<ExpressionKind::List> {
  List_<Expression> elts;
  ExpressionContext ctx{};
};

struct Tuple : ExpressionOf<ExpressionKind::Tuple> {
  List_<Expression> elts;
  ExpressionContext ctx{};
};

struct Slice : ExpressionOf<ExpressionKind::Slice> {
  Expression* lower = nullptr;  // or null
  Expression* upper = nullptr;  // or null
  Expression* step = nullptr;   // or null
};

// ---------------------------------------------------------------------------------------- parts of
// expressions

struct Comprehension
    : Node {  // CPython's node has no position; here `for` up to the last condition
  Expression* target = nullptr;
  Expression* iter = nullptr;
  List_<Expression> ifs;
};

struct Argument : Node {  // one parameter of a function
  Identifier arg;
  Expression* annotation = nullptr;  // or null
};

// Parameters in the order of the source: posonlyargs, args, vararg, kwonlyargs, kwarg.
struct Arguments : Node {  // CPython's node has no position and this one's is unset
  List_<Argument> posonlyargs;
  List_<Argument> args;
  Argument* vararg = nullptr;  // or null
  List_<Argument> kwonlyargs;
  List_<Expression> kw_defaults;  // one for each of kwonlyargs; null where it is required
  Argument* kwarg = nullptr;      // or null
  List_<Expression> defaults;     // of the last of posonlyargs + args
};

struct Keyword : Node {
  Identifier arg;  // empty for **value
  Expression* value = nullptr;
};

// -------------------------------------------------------------------------------------- statements

// clang-format off
enum class StatementKind : std::uint8_t {
  FunctionDef, ClassDef, Return, Delete, Assign, AugAssign, AnnAssign, For, While, If, With, Match,
  Raise, Try, TryStar, Assert, Import, ImportFrom, Global, Nonlocal, Expr, Pass, Break, Continue
};
// clang-format on

struct Statement : Node {
  const StatementKind kind;

  template <class T>
  bool is() const {
    return kind == T::kKind;
  }
  // The node as its own type. REQUIRES: is<T>().
  template <class T>
  T* as() {
    assert(is<T>());
    return static_cast<T*>(this);
  }
  template <class T>
  const T* as() const {
    assert(is<T>());
    return static_cast<const T*>(this);
  }
  // The node as its own type, or null.
  template <class T>
  T* try_as() {
    return is<T>() ? static_cast<T*>(this) : nullptr;
  }
  template <class T>
  const T* try_as() const {
    return is<T>() ? static_cast<const T*>(this) : nullptr;
  }

 protected:
  explicit Statement(StatementKind statement_kind) : kind(statement_kind) {}
};

template <StatementKind K>
struct StatementOf : Statement {
  static constexpr StatementKind kKind = K;
  StatementOf() : Statement(K) {}
};

struct Alias;
struct ExceptHandler;
struct MatchCase;
struct WithItem;

struct FunctionDef
    : StatementOf<StatementKind::FunctionDef> {  // starts at `def`, not at its decorators
  Identifier name;
  Arguments* args = nullptr;
  List_<Statement> body;
  List_<Expression> decorator_list;
  Expression* returns = nullptr;  // or null
};

struct ClassDef
    : StatementOf<StatementKind::ClassDef> {  // starts at `class`, not at its decorators
  Identifier name;
  List_<Expression> bases;
  List_<Keyword> keywords;
  List_<Statement> body;
  List_<Expression> decorator_list;
};

struct Return : StatementOf<StatementKind::Return> {
  Expression* value = nullptr;  // or null
};

struct Delete : StatementOf<StatementKind::Delete> {
  List_<Expression> targets;
};

struct Assign : StatementOf<StatementKind::Assign> {  // a = b = value: targets a and b
  List_<Expression> targets;
  Expression* value = nullptr;
};

struct AugAssign : StatementOf<StatementKind::AugAssign> {
  Expression* target = nullptr;  // Name, Attribute or Subscript with context Store
  BinaryOperator op{};
  Expression* value = nullptr;
};

struct AnnAssign : StatementOf<StatementKind::AnnAssign> {
  Expression* target = nullptr;
  Expression* annotation = nullptr;
  Expression* value = nullptr;  // or null
  bool simple = false;          // a bare name without parentheses
};

struct For : StatementOf<StatementKind::For> {
  Expression* target = nullptr;
  Expression* iter = nullptr;
  List_<Statement> body;
  List_<Statement> orelse;
};

struct While : StatementOf<StatementKind::While> {
  Expression* test = nullptr;
  List_<Statement> body;
  List_<Statement> orelse;
};

struct If : StatementOf<StatementKind::If> {
  Expression* test = nullptr;
  List_<Statement> body;
  List_<Statement> orelse;  // `elif` is an If alone in here
};

struct With : StatementOf<StatementKind::With> {
  List_<WithItem> items;
  List_<Statement> body;
};

struct Match : StatementOf<StatementKind::Match> {
  Expression* subject = nullptr;
  List_<MatchCase> cases;
};

struct Raise : StatementOf<StatementKind::Raise> {
  Expression* exc = nullptr;    // or null
  Expression* cause = nullptr;  // or null
};

struct Try : StatementOf<StatementKind::Try> {
  List_<Statement> body;
  List_<ExceptHandler> handlers;
  List_<Statement> orelse;
  List_<Statement> finalbody;
};

struct TryStar : StatementOf<StatementKind::TryStar> {  // try with except*
  List_<Statement> body;
  List_<ExceptHandler> handlers;
  List_<Statement> orelse;
  List_<Statement> finalbody;
};

struct Assert : StatementOf<StatementKind::Assert> {
  Expression* test = nullptr;
  Expression* msg = nullptr;  // or null
};

struct Import : StatementOf<StatementKind::Import> {
  List_<Alias> names;
};

struct ImportFrom : StatementOf<StatementKind::ImportFrom> {
  Identifier module;   // dotted; empty in `from . import x`
  List_<Alias> names;  // a single "*" for `import *`
  int level = 0;       // number of leading dots
};

struct Global : StatementOf<StatementKind::Global> {
  std::span<const Identifier> names;
};

struct Nonlocal : StatementOf<StatementKind::Nonlocal> {
  std::span<const Identifier> names;
};

struct Expr : StatementOf<StatementKind::Expr> {  // an expression as a statement
  Expression* value = nullptr;
};

struct Pass : StatementOf<StatementKind::Pass> {};
struct Break : StatementOf<StatementKind::Break> {};
struct Continue : StatementOf<StatementKind::Continue> {};

// ---------------------------------------------------------------------------------------- parts of
// statements

struct ExceptHandler : Node {
  Expression* type = nullptr;  // or null
  Identifier name;             // or empty
  List_<Statement> body;
};

struct Alias : Node {
  Identifier name;    // dotted, or "*"
  Identifier asname;  // or empty
};

struct WithItem : Node {  // CPython's node has no position; here the item's
  Expression* context_expr = nullptr;
  Expression* optional_vars = nullptr;  // or null
};

// ---------------------------------------------------------------------------------------- patterns

// clang-format off
enum class PatternKind : std::uint8_t {
  MatchValue, MatchSingleton, MatchSequence, MatchMapping, MatchClass, MatchStar, MatchAs, MatchOr
};
// clang-format on

struct Pattern : Node {
  const PatternKind kind;

  template <class T>
  bool is() const {
    return kind == T::kKind;
  }
  // The node as its own type. REQUIRES: is<T>().
  template <class T>
  T* as() {
    assert(is<T>());
    return static_cast<T*>(this);
  }
  template <class T>
  const T* as() const {
    assert(is<T>());
    return static_cast<const T*>(this);
  }
  // The node as its own type, or null.
  template <class T>
  T* try_as() {
    return is<T>() ? static_cast<T*>(this) : nullptr;
  }
  template <class T>
  const T* try_as() const {
    return is<T>() ? static_cast<const T*>(this) : nullptr;
  }

 protected:
  explicit Pattern(PatternKind pattern_kind) : kind(pattern_kind) {}
};

template <PatternKind K>
struct PatternOf : Pattern {
  static constexpr PatternKind kKind = K;
  PatternOf() : Pattern(K) {}
};

struct MatchValue : PatternOf<PatternKind::MatchValue> {
  Expression* value = nullptr;  // a constant, a signed or complex number, or a dotted name
};

struct MatchSingleton : PatternOf<PatternKind::MatchSingleton> {
  ConstantKind value = ConstantKind::None;  // None, True or False
};

struct MatchSequence : PatternOf<PatternKind::MatchSequence> {
  List_<Pattern> patterns;
};

struct MatchMapping : PatternOf<PatternKind::MatchMapping> {
  List_<Expression> keys;
  List_<Pattern> patterns;
  Identifier rest;  // of **rest, or empty
};

struct MatchClass : PatternOf<PatternKind::MatchClass> {
  Expression* cls = nullptr;  // a Name or an Attribute
  List_<Pattern> patterns;
  std::span<const Identifier> kwd_attrs;
  List_<Pattern> kwd_patterns;
};

struct MatchStar : PatternOf<PatternKind::MatchStar> {
  Identifier name;  // empty for *_
};

struct MatchAs : PatternOf<PatternKind::MatchAs> {
  Pattern* pattern = nullptr;  // or null: a capture
  Identifier name;             // empty (and no pattern) for the wildcard _
};

struct MatchOr : PatternOf<PatternKind::MatchOr> {
  List_<Pattern> patterns;
};

struct MatchCase : Node {  // CPython's node has no position; here `case` up to the colon's line
  Pattern* pattern = nullptr;
  Expression* guard = nullptr;  // or null
  List_<Statement> body;
};

// ------------------------------------------------------------------------------------------- roots

struct Module : Node {  // `range` is unset
  List_<Statement> body;
};

}  // namespace ast
}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_AST_H_
