// SPDX-License-Identifier: MIT
//
// Follows CPython's unparser: parentheses where precedence needs them, one way to write each form.
#include "vm/bytecode/unparse.h"

#include <fmt/format.h>

#include <string_view>

namespace gilsim::vm {

namespace {

// Binding strength, weakest first, as CPython orders it.
enum Precedence {
  kTuple,
  kTest,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kArithmetic,
  kTerm,
  kFactor,
  kPower,
  kAwait,
  kAtom
};

constexpr int kExpression = kBitOr;

class Unparser {
 public:
  explicit Unparser(ConstantTable& constants) : constants_(constants) {}

  std::string text(const ast::Expression* node, int level);

 private:
  std::string list(std::span<ast::Expression* const> nodes, int level = kTest) {
    std::string result;
    for (const ast::Expression* node : nodes) {
      if (!result.empty()) result += ", ";
      result += text(node, level);
    }
    return result;
  }
  static std::string wrapped(std::string inner, bool in_parentheses) {
    return in_parentheses ? "(" + inner + ")" : inner;
  }
  std::string binary(const ast::BinOp* node, int level);
  std::string unary(const ast::UnaryOp* node, int level);
  std::string boolean(const ast::BoolOp* node, int level);
  std::string compare(const ast::Compare* node, int level);
  std::string call(const ast::Call* node);
  std::string parameters(const ast::Arguments* arguments);
  std::string comprehensions(std::span<ast::Comprehension* const> generators);
  std::string constant(const ast::Constant* node);
  std::string subscript_slice(const ast::Expression* node);
  std::string slice(const ast::Slice* node);
  std::string dict(const ast::Dict* node);
  std::string joined(const ast::JoinedStr* node);
  std::string joined_body(const ast::Expression* node, bool in_specification);

  ConstantTable& constants_;
};

std::string Unparser::binary(const ast::BinOp* node, int level) {
  std::string_view op;
  int precedence = kArithmetic;
  switch (node->op) {
    case ast::BinaryOperator::Add:
      op = " + ";
      break;
    case ast::BinaryOperator::Sub:
      op = " - ";
      break;
    case ast::BinaryOperator::Mult:
      op = " * ";
      precedence = kTerm;
      break;
    case ast::BinaryOperator::MatMult:
      op = " @ ";
      precedence = kTerm;
      break;
    case ast::BinaryOperator::Div:
      op = " / ";
      precedence = kTerm;
      break;
    case ast::BinaryOperator::Mod:
      op = " % ";
      precedence = kTerm;
      break;
    case ast::BinaryOperator::FloorDiv:
      op = " // ";
      precedence = kTerm;
      break;
    case ast::BinaryOperator::LShift:
      op = " << ";
      precedence = kShift;
      break;
    case ast::BinaryOperator::RShift:
      op = " >> ";
      precedence = kShift;
      break;
    case ast::BinaryOperator::BitOr:
      op = " | ";
      precedence = kBitOr;
      break;
    case ast::BinaryOperator::BitXor:
      op = " ^ ";
      precedence = kBitXor;
      break;
    case ast::BinaryOperator::BitAnd:
      op = " & ";
      precedence = kBitAnd;
      break;
    case ast::BinaryOperator::Pow:
      op = " ** ";
      precedence = kPower;
      break;
  }
  const bool right_first = node->op == ast::BinaryOperator::Pow;
  std::string result = text(node->left, precedence + (right_first ? 1 : 0));
  result += op;
  result += text(node->right, precedence + (right_first ? 0 : 1));
  return wrapped(std::move(result), level > precedence);
}

std::string Unparser::unary(const ast::UnaryOp* node, int level) {
  switch (node->op) {
    case ast::UnaryOperator::Not:
      return wrapped("not " + text(node->operand, kNot), level > kNot);
    case ast::UnaryOperator::Invert:
      return wrapped("~" + text(node->operand, kFactor), level > kFactor);
    case ast::UnaryOperator::UAdd:
      return wrapped("+" + text(node->operand, kFactor), level > kFactor);
    case ast::UnaryOperator::USub:
      return wrapped("-" + text(node->operand, kFactor), level > kFactor);
  }
  return {};
}

std::string Unparser::boolean(const ast::BoolOp* node, int level) {
  const bool is_and = node->op == ast::BoolOperator::And;
  const int precedence = is_and ? kAnd : kOr;
  std::string result;
  for (const ast::Expression* value : node->values) {
    if (!result.empty()) result += is_and ? " and " : " or ";
    result += text(value, precedence + 1);
  }
  return wrapped(std::move(result), level > precedence);
}

std::string Unparser::compare(const ast::Compare* node, int level) {
  std::string result = text(node->left, kCompare + 1);
  for (std::size_t i = 0; i < node->ops.size(); ++i) {
    switch (node->ops[i]) {
      case ast::CompareOperator::Eq:
        result += " == ";
        break;
      case ast::CompareOperator::NotEq:
        result += " != ";
        break;
      case ast::CompareOperator::Lt:
        result += " < ";
        break;
      case ast::CompareOperator::LtE:
        result += " <= ";
        break;
      case ast::CompareOperator::Gt:
        result += " > ";
        break;
      case ast::CompareOperator::GtE:
        result += " >= ";
        break;
      case ast::CompareOperator::Is:
        result += " is ";
        break;
      case ast::CompareOperator::IsNot:
        result += " is not ";
        break;
      case ast::CompareOperator::In:
        result += " in ";
        break;
      case ast::CompareOperator::NotIn:
        result += " not in ";
        break;
    }
    result += text(node->comparators[i], kCompare + 1);
  }
  return wrapped(std::move(result), level > kCompare);
}

std::string Unparser::call(const ast::Call* node) {
  std::string result = text(node->func, kAtom) + "(";
  const bool lone_generator =
      node->args.size() == 1 && node->keywords.empty() && node->args[0]->is<ast::GeneratorExp>();
  if (lone_generator) return text(node->func, kAtom) + text(node->args[0], kTest);
  std::string arguments = list(node->args);
  for (const ast::Keyword* keyword : node->keywords) {
    if (!arguments.empty()) arguments += ", ";
    arguments += keyword->arg.empty() ? "**" : fmt::format("{}=", keyword->arg);
    arguments += text(keyword->value, kTest);
  }
  return result + arguments + ")";
}

std::string Unparser::parameters(const ast::Arguments* arguments) {
  std::string result;
  const auto separate = [&result] {
    if (!result.empty()) result += ", ";
  };
  const std::size_t positional = arguments->posonlyargs.size() + arguments->args.size();
  for (std::size_t i = 0; i < positional; ++i) {
    separate();
    const std::size_t only = arguments->posonlyargs.size();
    result += i < only ? arguments->posonlyargs[i]->arg : arguments->args[i - only]->arg;
    const std::size_t first_default = positional - arguments->defaults.size();
    if (i >= first_default) result += "=" + text(arguments->defaults[i - first_default], kTest);
    if (only != 0 && i + 1 == only) result += ", /";
  }
  if (arguments->vararg != nullptr || !arguments->kwonlyargs.empty()) {
    separate();
    result += "*";
    if (arguments->vararg != nullptr) result += arguments->vararg->arg;
  }
  for (std::size_t i = 0; i < arguments->kwonlyargs.size(); ++i) {
    separate();
    result += arguments->kwonlyargs[i]->arg;
    if (arguments->kw_defaults[i] != nullptr)
      result += "=" + text(arguments->kw_defaults[i], kTest);
  }
  if (arguments->kwarg != nullptr) {
    separate();
    result += fmt::format("**{}", arguments->kwarg->arg);
  }
  return result;
}

std::string Unparser::comprehensions(std::span<ast::Comprehension* const> generators) {
  std::string result;
  for (const ast::Comprehension* generator : generators) {
    result += " for " + text(generator->target, kTuple) + " in " + text(generator->iter, kTest + 1);
    for (const ast::Expression* condition : generator->ifs)
      result += " if " + text(condition, kTest + 1);
  }
  return result;
}

std::string Unparser::constant(const ast::Constant* node) {
  const ConstantValue& value = constants_.value_of(node);
  if (value.kind == ConstantValue::Kind::ellipsis) return "...";
  std::string result = value.repr();
  if (result == "inf") return "1e309";
  if (node->u_prefix) return "u" + result;
  return result;
}

std::string Unparser::slice(const ast::Slice* node) {
  std::string result;
  if (node->lower != nullptr) result += text(node->lower, kTest);
  result += ":";
  if (node->upper != nullptr) result += text(node->upper, kTest);
  if (node->step != nullptr) result += ":" + text(node->step, kTest);
  return result;
}

std::string Unparser::subscript_slice(const ast::Expression* node) { return text(node, kTuple); }

std::string Unparser::dict(const ast::Dict* node) {
  std::string result;
  for (std::size_t i = 0; i < node->values.size(); ++i) {
    if (i != 0) result += ", ";
    if (node->keys[i] == nullptr) {
      result += "**" + text(node->values[i], kExpression);
    } else {
      result += text(node->keys[i], kTest) + ": " + text(node->values[i], kTest);
    }
  }
  return "{" + result + "}";
}

std::string Unparser::joined_body(const ast::Expression* node, bool in_specification) {
  if (const auto* literal = node->try_as<ast::Constant>()) {
    std::string result;
    for (const char c : constants_.value_of(literal).text) {
      result.push_back(c);
      if (!in_specification && (c == '{' || c == '}')) result.push_back(c);
    }
    return result;
  }
  if (const auto* parts = node->try_as<ast::JoinedStr>()) {
    std::string result;
    for (const ast::Expression* part : parts->values) result += joined_body(part, in_specification);
    return result;
  }
  const auto* field = node->as<ast::FormattedValue>();
  std::string inner = text(field->value, kTest + 1);
  std::string result = inner.starts_with('{') ? "{ " + inner : "{" + inner;
  if (field->conversion != ast::Conversion::None) {
    result += '!';
    result += static_cast<char>(field->conversion);
  }
  if (field->format_spec != nullptr) result += ":" + joined_body(field->format_spec, true);
  return result + "}";
}

std::string Unparser::joined(const ast::JoinedStr* node) {
  return "f" + ConstantValue::of_str(joined_body(node, false)).repr();
}

std::string Unparser::text(const ast::Expression* node, int level) {
  switch (node->kind) {
    case ast::ExpressionKind::BoolOp:
      return boolean(node->as<ast::BoolOp>(), level);
    case ast::ExpressionKind::BinOp:
      return binary(node->as<ast::BinOp>(), level);
    case ast::ExpressionKind::UnaryOp:
      return unary(node->as<ast::UnaryOp>(), level);
    case ast::ExpressionKind::Lambda: {
      const auto* lambda = node->as<ast::Lambda>();
      const std::string names = parameters(lambda->args);
      return wrapped(
          (names.empty() ? "lambda: " : "lambda " + names + ": ") + text(lambda->body, kTest),
          level > kTest);
    }
    case ast::ExpressionKind::IfExp: {
      const auto* choice = node->as<ast::IfExp>();
      return wrapped(text(choice->body, kTest + 1) + " if " + text(choice->test, kTest + 1) +
                         " else " + text(choice->orelse, kTest),
                     level > kTest);
    }
    case ast::ExpressionKind::Dict:
      return dict(node->as<ast::Dict>());
    case ast::ExpressionKind::Set:
      return "{" + list(node->as<ast::Set>()->elts) + "}";
    case ast::ExpressionKind::GeneratorExp: {
      const auto* generator = node->as<ast::GeneratorExp>();
      return "(" + text(generator->elt, kTest) + comprehensions(generator->generators) + ")";
    }
    case ast::ExpressionKind::ListComp: {
      const auto* comprehension = node->as<ast::ListComp>();
      return "[" + text(comprehension->elt, kTest) + comprehensions(comprehension->generators) +
             "]";
    }
    case ast::ExpressionKind::SetComp: {
      const auto* comprehension = node->as<ast::SetComp>();
      return "{" + text(comprehension->elt, kTest) + comprehensions(comprehension->generators) +
             "}";
    }
    case ast::ExpressionKind::DictComp: {
      const auto* comprehension = node->as<ast::DictComp>();
      return "{" + text(comprehension->key, kTest) + ": " + text(comprehension->value, kTest) +
             comprehensions(comprehension->generators) + "}";
    }
    case ast::ExpressionKind::Yield: {
      const auto* value = node->as<ast::Yield>()->value;
      return value == nullptr ? "(yield)" : "(yield " + text(value, kTest) + ")";
    }
    case ast::ExpressionKind::YieldFrom:
      return "(yield from " + text(node->as<ast::YieldFrom>()->value, kTest) + ")";
    case ast::ExpressionKind::Compare:
      return compare(node->as<ast::Compare>(), level);
    case ast::ExpressionKind::Call:
      return call(node->as<ast::Call>());
    case ast::ExpressionKind::Constant:
      return constant(node->as<ast::Constant>());
    case ast::ExpressionKind::JoinedStr:
      return joined(node->as<ast::JoinedStr>());
    case ast::ExpressionKind::FormattedValue:
      return "f" + ConstantValue::of_str(joined_body(node, false)).repr();
    case ast::ExpressionKind::Attribute: {
      const auto* attribute = node->as<ast::Attribute>();
      std::string owner = text(attribute->value, kAtom);
      const auto* literal = attribute->value->try_as<ast::Constant>();
      const bool is_int =
          literal != nullptr && constants_.value_of(literal).kind == ConstantValue::Kind::integer;
      return fmt::format("{}{}.{}", owner, is_int ? " " : "", attribute->attr);
    }
    case ast::ExpressionKind::Starred:
      return "*" + text(node->as<ast::Starred>()->value, kExpression);
    case ast::ExpressionKind::Name:
      return std::string(node->as<ast::Name>()->id);
    case ast::ExpressionKind::List:
      return "[" + list(node->as<ast::List>()->elts) + "]";
    case ast::ExpressionKind::Tuple: {
      const auto elements = node->as<ast::Tuple>()->elts;
      if (elements.empty()) return "()";
      return wrapped(list(elements) + (elements.size() == 1 ? "," : ""), level > kTuple);
    }
    case ast::ExpressionKind::Subscript: {
      const auto* subscript = node->as<ast::Subscript>();
      return text(subscript->value, kAtom) + "[" + subscript_slice(subscript->slice) + "]";
    }
    case ast::ExpressionKind::Slice:
      return slice(node->as<ast::Slice>());
    case ast::ExpressionKind::NamedExpr: {
      const auto* named = node->as<ast::NamedExpr>();
      return wrapped(text(named->target, kAtom) + " := " + text(named->value, kAtom),
                     level > kTuple);
    }
  }
  return {};
}

}  // namespace

std::string unparse(const ast::Expression* expression, ConstantTable& constants) {
  return Unparser(constants).text(expression, kTest);
}

}  // namespace gilsim::vm
