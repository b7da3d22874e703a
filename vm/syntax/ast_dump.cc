// SPDX-License-Identifier: MIT
//
// One function for each kind of node. Recursion is as deep as the tree, which kMaxAstDepth bounds.

#include "vm/syntax/ast_dump.h"

#include "vm/syntax/unicode.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace gilsim::vm {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

void append_hex_escape(std::string& text, char letter, std::uint32_t value, int digits) {
  text += '\\';
  text += letter;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    text += kHexDigits[value >> shift & 15U];
}

// Python's repr of a str in WTF-8, or of bytes.
std::string python_repr(std::string_view value, bool bytes) {
  const char quote =
      value.find('\'') != std::string_view::npos && value.find('"') == std::string_view::npos
          ? '"'
          : '\'';
  std::string text = bytes ? "b" : "";
  text += quote;
  for (std::size_t at = 0; at < value.size();) {
    CodePoint point = {static_cast<unsigned char>(value[at]), 1};
    if (!bytes) point = code_point_at(value, at);
    const std::uint32_t character = point.value;
    if (character == '\\' || character == static_cast<unsigned char>(quote)) {
      text += '\\';
      text += static_cast<char>(character);
    } else if (character == '\n') {
      text += "\\n";
    } else if (character == '\r') {
      text += "\\r";
    } else if (character == '\t') {
      text += "\\t";
    } else if (character < 0x20 || character == 0x7F || (bytes && character >= 0x80)) {
      append_hex_escape(text, 'x', character, 2);
    } else if (character < 0x80 ||
               (!(character >= 0xD800 && character < 0xE000) && is_printable(character))) {
      text += value.substr(at, point.size);
    } else if (character < 0x100) {
      append_hex_escape(text, 'x', character, 2);
    } else if (character < 0x10000) {
      append_hex_escape(text, 'u', character, 4);
    } else {
      append_hex_escape(text, 'U', character, 8);
    }
    at += point.size;
  }
  return text + quote;
}

// Python's repr of a float that is not negative.
std::string float_repr(double value, bool always_fraction) {
  if (std::isinf(value)) return "inf";
  std::array<char, 64> buffer{};
  const auto scientific = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                        std::chars_format::scientific);
  std::string text(buffer.data(), scientific.ptr);
  const std::size_t e = text.find('e');
  const int exponent = std::stoi(text.substr(e + 1));
  std::string digits = text.substr(0, e);
  if (digits.size() > 1) digits.erase(1, 1);
  if (exponent < -4 || exponent >= 16) {
    if (digits.size() > 1) digits.insert(1, ".");
    const std::string magnitude = std::to_string(std::abs(exponent));
    return digits + (exponent < 0 ? "e-" : "e+") + (magnitude.size() < 2 ? "0" : "") + magnitude;
  }
  if (exponent < 0)
    return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() <= whole) {
    return digits + std::string(whole - digits.size(), '0') + (always_fraction ? ".0" : "");
  }
  return digits.substr(0, whole) + "." + digits.substr(whole);
}

class Dumper {
 public:
  explicit Dumper(bool include_positions) : include_positions_(include_positions) {}

  std::string take() { return std::move(out_); }

  void dump(const ast::Module* node) {
    open("Module");
    list("body", node->body);
    raw("type_ignores", "[]");
    close();
  }

  void dump(const ast::Expression* node);
  void dump(const ast::Statement* node);
  void dump(const ast::Pattern* node);

  void dump(const ast::Comprehension* node) {
    open("comprehension");
    child("target", node->target);
    child("iter", node->iter);
    list("ifs", node->ifs);
    raw("is_async", "0");
    close();
  }

  void dump(const ast::Argument* node) {
    open("arg");
    name("arg", node->arg);
    child("annotation", node->annotation);
    close_at(node);
  }

  void dump(const ast::Arguments* node) {
    open("arguments");
    list("posonlyargs", node->posonlyargs);
    list("args", node->args);
    child("vararg", node->vararg);
    list("kwonlyargs", node->kwonlyargs);
    list("kw_defaults", node->kw_defaults);
    child("kwarg", node->kwarg);
    list("defaults", node->defaults);
    close();
  }

  void dump(const ast::Keyword* node) {
    open("keyword");
    name("arg", node->arg);
    child("value", node->value);
    close_at(node);
  }

  void dump(const ast::Alias* node) {
    open("alias");
    name("name", node->name);
    name("asname", node->asname);
    close_at(node);
  }

  void dump(const ast::WithItem* node) {
    open("withitem");
    child("context_expr", node->context_expr);
    child("optional_vars", node->optional_vars);
    close();
  }

  void dump(const ast::ExceptHandler* node) {
    open("ExceptHandler");
    child("type", node->type);
    name("name", node->name);
    list("body", node->body);
    close_at(node);
  }

  void dump(const ast::MatchCase* node) {
    open("match_case");
    child("pattern", node->pattern);
    child("guard", node->guard);
    list("body", node->body);
    close();
  }

 private:
  void open(std::string_view type) {
    out_ += type;
    out_ += '(';
    first_ = true;
  }
  void close() {
    out_ += ')';
    first_ = false;
  }
  void close_at(const ast::Node* node) {
    if (include_positions_) {
      raw("lineno", std::to_string(node->range.line));
      raw("col_offset", std::to_string(node->range.column));
      raw("end_lineno", std::to_string(node->range.end_line));
      raw("end_col_offset", std::to_string(node->range.end_column));
    }
    close();
  }
  void key(std::string_view field) {
    if (!first_) out_ += ", ";
    first_ = false;
    out_ += field;
    out_ += '=';
  }
  void raw(std::string_view field, std::string_view value) {
    key(field);
    out_ += value;
  }
  void name(std::string_view field, ast::Identifier value) {
    if (value.data() != nullptr) raw(field, python_repr(value, false));
  }
  void names(std::string_view field, std::span<const ast::Identifier> values) {
    key(field);
    out_ += '[';
    for (std::size_t index = 0; index < values.size(); ++index) {
      if (index > 0) out_ += ", ";
      out_ += python_repr(values[index], false);
    }
    out_ += ']';
  }
  template <class T>
  void child(std::string_view field, const T* node) {
    if (node == nullptr) return;
    key(field);
    dump(node);
  }
  template <class T>
  void list(std::string_view field, ast::List_<T> nodes) {
    key(field);
    out_ += '[';
    for (std::size_t index = 0; index < nodes.size(); ++index) {
      if (index > 0) out_ += ", ";
      if (nodes[index] == nullptr) {
        out_ += "None";
      } else {
        dump(nodes[index]);
      }
    }
    out_ += ']';
    first_ = false;
  }
  void context(ast::ExpressionContext value) {
    constexpr std::array<std::string_view, 3> kNames = {"Load()", "Store()", "Del()"};
    raw("ctx", kNames[static_cast<std::size_t>(value)]);
  }
  void binary_operator(ast::BinaryOperator op) {
    constexpr std::array<std::string_view, 13> kNames = {
        "Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
        "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
    raw("op", std::string(kNames[static_cast<std::size_t>(op)]) + "()");
  }
  void constant(const ast::Constant* node);
  void compare(const ast::Compare* node);
  static std::string_view singleton(ast::ConstantKind kind) {
    switch (kind) {
      case ast::ConstantKind::True:
        return "True";
      case ast::ConstantKind::False:
        return "False";
      case ast::ConstantKind::Ellipsis:
        return "Ellipsis";
      default:
        return "None";
    }
  }

  bool include_positions_;
  bool first_ = true;
  std::string out_;
};

void Dumper::constant(const ast::Constant* node) {
  switch (node->value_kind) {
    case ast::ConstantKind::Integer:
      raw("value", std::to_string(node->integer));
      break;
    case ast::ConstantKind::BigInteger: {
      const std::string_view prefix = node->base == 16  ? "0x"
                                      : node->base == 8 ? "0o"
                                      : node->base == 2 ? "0b"
                                                        : "";
      raw("value", std::string(prefix) + std::string(node->text));
      break;
    }
    case ast::ConstantKind::Float:
      raw("value", float_repr(node->number, true));
      break;
    case ast::ConstantKind::Imaginary:
      raw("value", float_repr(node->number, false) + "j");
      break;
    case ast::ConstantKind::Str:
      raw("value", python_repr(node->text, false));
      break;
    case ast::ConstantKind::Bytes:
      raw("value", python_repr(node->text, true));
      break;
    default:
      raw("value", singleton(node->value_kind));
      break;
  }
  if (node->u_prefix) raw("kind", "'u'");
}

void Dumper::compare(const ast::Compare* node) {
  constexpr std::array<std::string_view, 10> kNames = {"Eq",  "NotEq", "Lt",    "LtE", "Gt",
                                                       "GtE", "Is",    "IsNot", "In",  "NotIn"};
  child("left", node->left);
  key("ops");
  out_ += '[';
  for (std::size_t index = 0; index < node->ops.size(); ++index) {
    if (index > 0) out_ += ", ";
    out_ += kNames[static_cast<std::size_t>(node->ops[index])];
    out_ += "()";
  }
  out_ += ']';
  list("comparators", node->comparators);
}

void Dumper::dump(const ast::Expression* node) {
  using enum ast::ExpressionKind;
  switch (node->kind) {
    case BoolOp: {
      const auto* it = node->as<ast::BoolOp>();
      open("BoolOp");
      raw("op", it->op == ast::BoolOperator::And ? "And()" : "Or()");
      list("values", it->values);
      break;
    }
    case NamedExpr: {
      const auto* it = node->as<ast::NamedExpr>();
      open("NamedExpr");
      child("target", it->target);
      child("value", it->value);
      break;
    }
    case BinOp: {
      const auto* it = node->as<ast::BinOp>();
      open("BinOp");
      child("left", it->left);
      binary_operator(it->op);
      child("right", it->right);
      break;
    }
    case UnaryOp: {
      constexpr std::array<std::string_view, 4> kNames = {"Invert()", "Not()", "UAdd()", "USub()"};
      const auto* it = node->as<ast::UnaryOp>();
      open("UnaryOp");
      raw("op", kNames[static_cast<std::size_t>(it->op)]);
      child("operand", it->operand);
      break;
    }
    case Lambda: {
      const auto* it = node->as<ast::Lambda>();
      open("Lambda");
      child("args", it->args);
      child("body", it->body);
      break;
    }
    case IfExp: {
      const auto* it = node->as<ast::IfExp>();
      open("IfExp");
      child("test", it->test);
      child("body", it->body);
      child("orelse", it->orelse);
      break;
    }
    case Dict: {
      const auto* it = node->as<ast::Dict>();
      open("Dict");
      list("keys", it->keys);
      list("values", it->values);
      break;
    }
    case Set:
      open("Set");
      list("elts", node->as<ast::Set>()->elts);
      break;
    case ListComp: {
      const auto* it = node->as<ast::ListComp>();
      open("ListComp");
      child("elt", it->elt);
      list("generators", it->generators);
      break;
    }
    case SetComp: {
      const auto* it = node->as<ast::SetComp>();
      open("SetComp");
      child("elt", it->elt);
      list("generators", it->generators);
      break;
    }
    case DictComp: {
      const auto* it = node->as<ast::DictComp>();
      open("DictComp");
      child("key", it->key);
      child("value", it->value);
      list("generators", it->generators);
      break;
    }
    case GeneratorExp: {
      const auto* it = node->as<ast::GeneratorExp>();
      open("GeneratorExp");
      child("elt", it->elt);
      list("generators", it->generators);
      break;
    }
    case Yield:
      open("Yield");
      child("value", node->as<ast::Yield>()->value);
      break;
    case YieldFrom:
      open("YieldFrom");
      child("value", node->as<ast::YieldFrom>()->value);
      break;
    case Compare:
      open("Compare");
      compare(node->as<ast::Compare>());
      break;
    case Call: {
      const auto* it = node->as<ast::Call>();
      open("Call");
      child("func", it->func);
      list("args", it->args);
      list("keywords", it->keywords);
      break;
    }
    case FormattedValue: {
      const auto* it = node->as<ast::FormattedValue>();
      open("FormattedValue");
      child("value", it->value);
      raw("conversion", std::to_string(static_cast<int>(it->conversion)));
      child("format_spec", it->format_spec);
      break;
    }
    case JoinedStr:
      open("JoinedStr");
      list("values", node->as<ast::JoinedStr>()->values);
      break;
    case Constant:
      open("Constant");
      constant(node->as<ast::Constant>());
      break;
    case Attribute: {
      const auto* it = node->as<ast::Attribute>();
      open("Attribute");
      child("value", it->value);
      name("attr", it->attr);
      context(it->ctx);
      break;
    }
    case Subscript: {
      const auto* it = node->as<ast::Subscript>();
      open("Subscript");
      child("value", it->value);
      child("slice", it->slice);
      context(it->ctx);
      break;
    }
    case Starred:
      open("Starred");
      child("value", node->as<ast::Starred>()->value);
      context(node->as<ast::Starred>()->ctx);
      break;
    case Name:
      open("Name");
      name("id", node->as<ast::Name>()->id);
      context(node->as<ast::Name>()->ctx);
      break;
    case List:
      open("List");
      list("elts", node->as<ast::List>()->elts);
      context(node->as<ast::List>()->ctx);
      break;
    case Tuple:
      open("Tuple");
      list("elts", node->as<ast::Tuple>()->elts);
      context(node->as<ast::Tuple>()->ctx);
      break;
    case Slice: {
      const auto* it = node->as<ast::Slice>();
      open("Slice");
      child("lower", it->lower);
      child("upper", it->upper);
      child("step", it->step);
      break;
    }
  }
  close_at(node);
}

void Dumper::dump(const ast::Statement* node) {
  using enum ast::StatementKind;
  switch (node->kind) {
    case FunctionDef: {
      const auto* it = node->as<ast::FunctionDef>();
      open("FunctionDef");
      name("name", it->name);
      child("args", it->args);
      list("body", it->body);
      list("decorator_list", it->decorator_list);
      child("returns", it->returns);
      break;
    }
    case ClassDef: {
      const auto* it = node->as<ast::ClassDef>();
      open("ClassDef");
      name("name", it->name);
      list("bases", it->bases);
      list("keywords", it->keywords);
      list("body", it->body);
      list("decorator_list", it->decorator_list);
      break;
    }
    case Return:
      open("Return");
      child("value", node->as<ast::Return>()->value);
      break;
    case Delete:
      open("Delete");
      list("targets", node->as<ast::Delete>()->targets);
      break;
    case Assign: {
      const auto* it = node->as<ast::Assign>();
      open("Assign");
      list("targets", it->targets);
      child("value", it->value);
      break;
    }
    case AugAssign: {
      const auto* it = node->as<ast::AugAssign>();
      open("AugAssign");
      child("target", it->target);
      binary_operator(it->op);
      child("value", it->value);
      break;
    }
    case AnnAssign: {
      const auto* it = node->as<ast::AnnAssign>();
      open("AnnAssign");
      child("target", it->target);
      child("annotation", it->annotation);
      child("value", it->value);
      raw("simple", it->simple ? "1" : "0");
      break;
    }
    case For: {
      const auto* it = node->as<ast::For>();
      open("For");
      child("target", it->target);
      child("iter", it->iter);
      list("body", it->body);
      list("orelse", it->orelse);
      break;
    }
    case While: {
      const auto* it = node->as<ast::While>();
      open("While");
      child("test", it->test);
      list("body", it->body);
      list("orelse", it->orelse);
      break;
    }
    case If: {
      const auto* it = node->as<ast::If>();
      open("If");
      child("test", it->test);
      list("body", it->body);
      list("orelse", it->orelse);
      break;
    }
    case With: {
      const auto* it = node->as<ast::With>();
      open("With");
      list("items", it->items);
      list("body", it->body);
      break;
    }
    case Match: {
      const auto* it = node->as<ast::Match>();
      open("Match");
      child("subject", it->subject);
      list("cases", it->cases);
      break;
    }
    case Raise: {
      const auto* it = node->as<ast::Raise>();
      open("Raise");
      child("exc", it->exc);
      child("cause", it->cause);
      break;
    }
    case Try: {
      const auto* it = node->as<ast::Try>();
      open("Try");
      list("body", it->body);
      list("handlers", it->handlers);
      list("orelse", it->orelse);
      list("finalbody", it->finalbody);
      break;
    }
    case TryStar: {
      const auto* it = node->as<ast::TryStar>();
      open("TryStar");
      list("body", it->body);
      list("handlers", it->handlers);
      list("orelse", it->orelse);
      list("finalbody", it->finalbody);
      break;
    }
    case Assert: {
      const auto* it = node->as<ast::Assert>();
      open("Assert");
      child("test", it->test);
      child("msg", it->msg);
      break;
    }
    case Import:
      open("Import");
      list("names", node->as<ast::Import>()->names);
      break;
    case ImportFrom: {
      const auto* it = node->as<ast::ImportFrom>();
      open("ImportFrom");
      name("module", it->module);
      list("names", it->names);
      raw("level", std::to_string(it->level));
      break;
    }
    case Global:
      open("Global");
      names("names", node->as<ast::Global>()->names);
      break;
    case Nonlocal:
      open("Nonlocal");
      names("names", node->as<ast::Nonlocal>()->names);
      break;
    case Expr:
      open("Expr");
      child("value", node->as<ast::Expr>()->value);
      break;
    case Pass:
      open("Pass");
      break;
    case Break:
      open("Break");
      break;
    case Continue:
      open("Continue");
      break;
  }
  close_at(node);
}

void Dumper::dump(const ast::Pattern* node) {
  using enum ast::PatternKind;
  switch (node->kind) {
    case MatchValue:
      open("MatchValue");
      child("value", node->as<ast::MatchValue>()->value);
      break;
    case MatchSingleton:
      open("MatchSingleton");
      raw("value", singleton(node->as<ast::MatchSingleton>()->value));
      break;
    case MatchSequence:
      open("MatchSequence");
      list("patterns", node->as<ast::MatchSequence>()->patterns);
      break;
    case MatchMapping: {
      const auto* it = node->as<ast::MatchMapping>();
      open("MatchMapping");
      list("keys", it->keys);
      list("patterns", it->patterns);
      name("rest", it->rest);
      break;
    }
    case MatchClass: {
      const auto* it = node->as<ast::MatchClass>();
      open("MatchClass");
      child("cls", it->cls);
      list("patterns", it->patterns);
      names("kwd_attrs", it->kwd_attrs);
      list("kwd_patterns", it->kwd_patterns);
      break;
    }
    case MatchStar:
      open("MatchStar");
      name("name", node->as<ast::MatchStar>()->name);
      break;
    case MatchAs:
      open("MatchAs");
      child("pattern", node->as<ast::MatchAs>()->pattern);
      name("name", node->as<ast::MatchAs>()->name);
      break;
    case MatchOr:
      open("MatchOr");
      list("patterns", node->as<ast::MatchOr>()->patterns);
      break;
  }
  close_at(node);
}

}  // namespace

std::string dump_ast(const ast::Module& module, bool include_positions) {
  Dumper dumper(include_positions);
  dumper.dump(&module);
  return dumper.take();
}

std::string dump_ast(const ast::Expression& expression, bool include_positions) {
  Dumper dumper(include_positions);
  dumper.dump(&expression);
  return dumper.take();
}

}  // namespace gilsim::vm
