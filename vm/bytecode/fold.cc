// SPDX-License-Identifier: MIT
#include "vm/bytecode/fold.h"

#include <string>
#include <utility>
#include <vector>

namespace gilsim::vm {

namespace {

/// The pointer inside a child list; the lists' memory belongs to the tree's arena and may be
/// changed.
template <typename T>
T*& slot(std::span<T* const> list, std::size_t index) {
  return const_cast<T*&>(list[index]);
}

class Folder {
 public:
  Folder(ConstantTable& constants, bool future_annotations, StackGuard stack)
      : constants_(constants), future_annotations_(future_annotations), stack_(stack) {}

  void body(std::span<ast::Statement* const> statements);
  void expression(ast::Expression*& node);

 private:
  void statement(ast::Statement* node);
  void block(std::span<ast::Statement* const> statements) {
    for (ast::Statement* child : statements) statement(child);
  }
  void optional(ast::Expression*& node) {
    if (node != nullptr) expression(node);
  }
  void expressions(std::span<ast::Expression* const> nodes) {
    for (std::size_t i = 0; i < nodes.size(); ++i) optional(slot(nodes, i));
  }
  void arguments(ast::Arguments* arguments);
  void annotation(ast::Expression*& node) {
    if (!future_annotations_) optional(node);
  }
  void comprehensions(std::span<ast::Comprehension* const> generators);
  void pattern(ast::Pattern* node);
  void patterns(std::span<ast::Pattern* const> nodes) {
    for (ast::Pattern* child : nodes) pattern(child);
  }
  void definitions(ast::Statement* node);

  // What holds constants is kept out of line: then the recursion itself needs little stack.
  [[gnu::noinline]] void fold(ast::Expression*& node);
  [[gnu::noinline]] void iterable(ast::Expression*& node);
  void unary(ast::Expression*& node);
  void binary(ast::Expression*& node);
  void item(ast::Expression*& node);
  void replace(ast::Expression*& node, std::optional<ConstantValue> value) {
    if (value) node = constants_.make(std::move(*value), node->range);
  }
  const ConstantValue* constant(const ast::Expression* node) {
    const auto* literal = node->try_as<ast::Constant>();
    return literal == nullptr ? nullptr : &constants_.value_of(literal);
  }
  std::optional<ConstantValue> constant_tuple(std::span<ast::Expression* const> elements);
  ast::Expression* format_template(const ast::BinOp* node, const std::string& text);

  ConstantTable& constants_;
  bool future_annotations_;
  StackGuard stack_;
};

void Folder::body(std::span<ast::Statement* const> statements) {
  const bool had_docstring = docstring_of(statements, constants_) != nullptr;
  block(statements);
  if (had_docstring || docstring_of(statements, constants_) == nullptr) return;
  // A folded str ("a" + "b") is no docstring: CPython hides it in an f-string.
  auto* first = statements[0]->as<ast::Expr>();
  auto* hidden = constants_.arena().create<ast::JoinedStr>();
  hidden->range = first->value->range;
  hidden->values = constants_.arena().copy(&first->value, 1);
  first->value = hidden;
}

std::optional<ConstantValue> Folder::constant_tuple(std::span<ast::Expression* const> elements) {
  std::vector<ConstantValue> items;
  for (const ast::Expression* element : elements) {
    const ConstantValue* value = constant(element);
    if (value == nullptr) return std::nullopt;
    items.push_back(*value);
  }
  return ConstantValue::of_tuple(std::move(items));
}

void Folder::unary(ast::Expression*& node) {
  auto* unary = node->as<ast::UnaryOp>();
  if (const ConstantValue* value = constant(unary->operand)) {
    replace(node, fold_unary(unary->op, *value));
    return;
  }
  auto* compare = unary->operand->try_as<ast::Compare>();
  if (unary->op != ast::UnaryOperator::Not || compare == nullptr || compare->ops.size() != 1)
    return;
  auto& op = const_cast<ast::CompareOperator&>(compare->ops[0]);
  switch (op) {
    case ast::CompareOperator::Is:
      op = ast::CompareOperator::IsNot;
      break;
    case ast::CompareOperator::IsNot:
      op = ast::CompareOperator::Is;
      break;
    case ast::CompareOperator::In:
      op = ast::CompareOperator::NotIn;
      break;
    case ast::CompareOperator::NotIn:
      op = ast::CompareOperator::In;
      break;
    default:
      return;
  }
  node = compare;
}

/// Reads "%[-+ #0]*[width][.precision](s|r|a)" after its '%'; false: something else.
struct FormatField {
  bool left = false;
  int width = -1;
  int precision = -1;
  char conversion = 0;

  bool parse(const std::string& text, std::size_t& position) {
    char c = 0;
    const auto next = [&] {
      if (position >= text.size()) return false;
      c = text[position++];
      return true;
    };
    const auto number = [&](int& out) {
      out = 0;
      for (int digits = 0; c >= '0' && c <= '9';) {
        out = out * 10 + (c - '0');
        if (!next() || ++digits >= 3) return false;
      }
      return true;
    };
    do {
      if (!next()) return false;
      left = left || c == '-';
    } while (c == '-' || c == '+' || c == ' ' || c == '#' || c == '0');
    if (c >= '0' && c <= '9' && !number(width)) return false;
    if (c == '.') {
      if (!next()) return false;
      precision = 0;
      if (c >= '0' && c <= '9' && !number(precision)) return false;
    }
    conversion = c;
    return c == 's' || c == 'r' || c == 'a';
  }

  std::string specification() const {
    std::string result;
    if (!left && width > 0) result += '>';
    if (width >= 0) result += std::to_string(width);
    if (precision >= 0) result += "." + std::to_string(precision);
    return result;
  }
};

/// '%s is %r' % (a, b) becomes an f-string if the template is simple enough; else nullptr.
ast::Expression* Folder::format_template(const ast::BinOp* node, const std::string& text) {
  const SourceRange nowhere{-1, -1, -1, -1};
  const auto elements = node->right->as<ast::Tuple>()->elts;
  for (const ast::Expression* element : elements) {
    if (element->is<ast::Starred>()) return nullptr;
  }
  std::vector<ast::Expression*> parts;
  std::size_t used = 0;
  std::size_t position = 0;
  while (true) {
    std::string literal;
    const std::size_t start = position;
    while (position < text.size()) {
      if (text[position] != '%') {
        literal.push_back(text[position++]);
      } else if (position + 1 < text.size() && text[position + 1] == '%') {
        literal.push_back('%');
        position += 2;
      } else {
        break;
      }
    }
    if (position != start)
      parts.push_back(constants_.make(ConstantValue::of_str(literal), nowhere));
    if (position >= text.size()) break;
    if (used >= elements.size()) return nullptr;
    FormatField field;
    if (!field.parse(text, ++position)) return nullptr;
    auto* value = constants_.arena().create<ast::FormattedValue>();
    value->value = elements[used++];
    value->range = value->value->range;
    value->conversion = static_cast<ast::Conversion>(field.conversion);
    const std::string specification = field.specification();
    if (!specification.empty()) {
      value->format_spec = constants_.make(ConstantValue::of_str(specification), nowhere);
    }
    parts.push_back(value);
    if (position >= text.size()) break;
  }
  if (used < elements.size()) return nullptr;
  auto* joined = constants_.arena().create<ast::JoinedStr>();
  joined->range = node->range;
  joined->values = constants_.arena().copy(parts);
  return joined;
}

void Folder::binary(ast::Expression*& node) {
  auto* binary = node->as<ast::BinOp>();
  const ConstantValue* left = constant(binary->left);
  if (left == nullptr) return;
  if (binary->op == ast::BinaryOperator::Mod && left->is_str() && binary->right->is<ast::Tuple>()) {
    ast::Expression* joined = format_template(binary, left->text);
    if (joined != nullptr) node = joined;
    return;
  }
  const ConstantValue* right = constant(binary->right);
  if (right != nullptr) replace(node, fold_binary(binary->op, *left, *right));
}

/// What is only iterated over or searched: a list display becomes a tuple, a set of constants a
/// frozenset.
void Folder::iterable(ast::Expression*& node) {
  if (auto* list = node->try_as<ast::List>()) {
    for (const ast::Expression* element : list->elts) {
      if (element->is<ast::Starred>()) return;
    }
    auto* tuple = constants_.arena().create<ast::Tuple>();
    tuple->range = list->range;
    tuple->elts = list->elts;
    tuple->ctx = list->ctx;
    node = tuple;
    replace(node, constant_tuple(tuple->elts));
  } else if (auto* set = node->try_as<ast::Set>()) {
    std::optional<ConstantValue> items = constant_tuple(set->elts);
    if (items) replace(node, ConstantValue::of_frozenset(std::move(items->items)));
  }
}

void Folder::comprehensions(std::span<ast::Comprehension* const> generators) {
  for (ast::Comprehension* generator : generators) {
    expression(generator->target);
    expression(generator->iter);
    expressions(generator->ifs);
    iterable(generator->iter);
  }
}

void Folder::item(ast::Expression*& node) {
  auto* subscript = node->as<ast::Subscript>();
  const ConstantValue* container = constant(subscript->value);
  const ConstantValue* index = constant(subscript->slice);
  if (subscript->ctx == ast::ExpressionContext::Load && container != nullptr && index != nullptr) {
    replace(node, fold_subscript(*container, *index));
  }
}

/// Folds a node whose children are folded.
void Folder::fold(ast::Expression*& node) {
  switch (node->kind) {
    case ast::ExpressionKind::UnaryOp:
      unary(node);
      break;
    case ast::ExpressionKind::BinOp:
      binary(node);
      break;
    case ast::ExpressionKind::Subscript:
      item(node);
      break;
    case ast::ExpressionKind::Name: {
      const auto* name = node->as<ast::Name>();
      if (name->ctx == ast::ExpressionContext::Load && name->id == "__debug__") {
        replace(node, ConstantValue::of_bool(true));
      }
      break;
    }
    case ast::ExpressionKind::Tuple: {
      const auto* tuple = node->as<ast::Tuple>();
      if (tuple->ctx == ast::ExpressionContext::Load) replace(node, constant_tuple(tuple->elts));
      break;
    }
    default:
      break;
  }
}

void Folder::expression(ast::Expression*& node) {
  if (stack_.is_low()) return;  // left as it is: the passes after this one say that it is too deep
  switch (node->kind) {
    case ast::ExpressionKind::BoolOp:
      expressions(node->as<ast::BoolOp>()->values);
      break;
    case ast::ExpressionKind::NamedExpr:
      expression(node->as<ast::NamedExpr>()->value);
      break;
    case ast::ExpressionKind::BinOp:
      expression(node->as<ast::BinOp>()->left);
      expression(node->as<ast::BinOp>()->right);
      fold(node);
      break;
    case ast::ExpressionKind::UnaryOp:
      expression(node->as<ast::UnaryOp>()->operand);
      fold(node);
      break;
    case ast::ExpressionKind::Lambda:
      arguments(node->as<ast::Lambda>()->args);
      expression(node->as<ast::Lambda>()->body);
      break;
    case ast::ExpressionKind::IfExp: {
      auto* choice = node->as<ast::IfExp>();
      expression(choice->test);
      expression(choice->body);
      expression(choice->orelse);
      break;
    }
    case ast::ExpressionKind::Dict:
      expressions(node->as<ast::Dict>()->keys);
      expressions(node->as<ast::Dict>()->values);
      break;
    case ast::ExpressionKind::Set:
      expressions(node->as<ast::Set>()->elts);
      break;
    case ast::ExpressionKind::ListComp:
      expression(node->as<ast::ListComp>()->elt);
      comprehensions(node->as<ast::ListComp>()->generators);
      break;
    case ast::ExpressionKind::SetComp:
      expression(node->as<ast::SetComp>()->elt);
      comprehensions(node->as<ast::SetComp>()->generators);
      break;
    case ast::ExpressionKind::DictComp:
      expression(node->as<ast::DictComp>()->key);
      expression(node->as<ast::DictComp>()->value);
      comprehensions(node->as<ast::DictComp>()->generators);
      break;
    case ast::ExpressionKind::GeneratorExp:
      expression(node->as<ast::GeneratorExp>()->elt);
      comprehensions(node->as<ast::GeneratorExp>()->generators);
      break;
    case ast::ExpressionKind::Yield:
      optional(node->as<ast::Yield>()->value);
      break;
    case ast::ExpressionKind::YieldFrom:
      expression(node->as<ast::YieldFrom>()->value);
      break;
    case ast::ExpressionKind::Compare: {
      auto* compare = node->as<ast::Compare>();
      expression(compare->left);
      expressions(compare->comparators);
      const ast::CompareOperator last = compare->ops.back();
      if (last == ast::CompareOperator::In || last == ast::CompareOperator::NotIn) {
        iterable(slot(compare->comparators, compare->comparators.size() - 1));
      }
      break;
    }
    case ast::ExpressionKind::Call: {
      auto* call = node->as<ast::Call>();
      expression(call->func);
      expressions(call->args);
      for (ast::Keyword* keyword : call->keywords) expression(keyword->value);
      break;
    }
    case ast::ExpressionKind::FormattedValue:
      expression(node->as<ast::FormattedValue>()->value);
      optional(node->as<ast::FormattedValue>()->format_spec);
      break;
    case ast::ExpressionKind::JoinedStr:
      expressions(node->as<ast::JoinedStr>()->values);
      break;
    case ast::ExpressionKind::Constant:
      break;
    case ast::ExpressionKind::Attribute:
      expression(node->as<ast::Attribute>()->value);
      break;
    case ast::ExpressionKind::Subscript:
      expression(node->as<ast::Subscript>()->value);
      expression(node->as<ast::Subscript>()->slice);
      fold(node);
      break;
    case ast::ExpressionKind::Starred:
      expression(node->as<ast::Starred>()->value);
      break;
    case ast::ExpressionKind::Name:
      fold(node);
      break;
    case ast::ExpressionKind::List:
      expressions(node->as<ast::List>()->elts);
      break;
    case ast::ExpressionKind::Tuple:
      expressions(node->as<ast::Tuple>()->elts);
      fold(node);
      break;
    case ast::ExpressionKind::Slice:
      optional(node->as<ast::Slice>()->lower);
      optional(node->as<ast::Slice>()->upper);
      optional(node->as<ast::Slice>()->step);
      break;
  }
}

void Folder::arguments(ast::Arguments* arguments) {
  for (ast::Argument* argument : arguments->posonlyargs) annotation(argument->annotation);
  for (ast::Argument* argument : arguments->args) annotation(argument->annotation);
  if (arguments->vararg != nullptr) annotation(arguments->vararg->annotation);
  for (ast::Argument* argument : arguments->kwonlyargs) annotation(argument->annotation);
  if (arguments->kwarg != nullptr) annotation(arguments->kwarg->annotation);
  expressions(arguments->kw_defaults);
  expressions(arguments->defaults);
}

void Folder::pattern(ast::Pattern* node) {
  switch (node->kind) {
    case ast::PatternKind::MatchValue:
      expression(node->as<ast::MatchValue>()->value);
      break;
    case ast::PatternKind::MatchSequence:
      patterns(node->as<ast::MatchSequence>()->patterns);
      break;
    case ast::PatternKind::MatchMapping:
      expressions(node->as<ast::MatchMapping>()->keys);
      patterns(node->as<ast::MatchMapping>()->patterns);
      break;
    case ast::PatternKind::MatchClass:
      expression(node->as<ast::MatchClass>()->cls);
      patterns(node->as<ast::MatchClass>()->patterns);
      patterns(node->as<ast::MatchClass>()->kwd_patterns);
      break;
    case ast::PatternKind::MatchAs:
      if (node->as<ast::MatchAs>()->pattern != nullptr) pattern(node->as<ast::MatchAs>()->pattern);
      break;
    case ast::PatternKind::MatchOr:
      patterns(node->as<ast::MatchOr>()->patterns);
      break;
    case ast::PatternKind::MatchSingleton:
    case ast::PatternKind::MatchStar:
      break;
  }
}

void Folder::definitions(ast::Statement* node) {
  if (auto* function = node->try_as<ast::FunctionDef>()) {
    arguments(function->args);
    body(function->body);
    expressions(function->decorator_list);
    annotation(function->returns);
    return;
  }
  auto* definition = node->as<ast::ClassDef>();
  expressions(definition->bases);
  for (ast::Keyword* keyword : definition->keywords) expression(keyword->value);
  body(definition->body);
  expressions(definition->decorator_list);
}

void Folder::statement(ast::Statement* node) {
  switch (node->kind) {
    case ast::StatementKind::FunctionDef:
    case ast::StatementKind::ClassDef:
      definitions(node);
      break;
    case ast::StatementKind::Return:
      optional(node->as<ast::Return>()->value);
      break;
    case ast::StatementKind::Delete:
      expressions(node->as<ast::Delete>()->targets);
      break;
    case ast::StatementKind::Assign:
      expressions(node->as<ast::Assign>()->targets);
      expression(node->as<ast::Assign>()->value);
      break;
    case ast::StatementKind::AugAssign:
      expression(node->as<ast::AugAssign>()->target);
      expression(node->as<ast::AugAssign>()->value);
      break;
    case ast::StatementKind::AnnAssign:
      expression(node->as<ast::AnnAssign>()->target);
      annotation(node->as<ast::AnnAssign>()->annotation);
      optional(node->as<ast::AnnAssign>()->value);
      break;
    case ast::StatementKind::For: {
      auto* loop = node->as<ast::For>();
      expression(loop->target);
      expression(loop->iter);
      block(loop->body);
      block(loop->orelse);
      iterable(loop->iter);
      break;
    }
    case ast::StatementKind::While:
      expression(node->as<ast::While>()->test);
      block(node->as<ast::While>()->body);
      block(node->as<ast::While>()->orelse);
      break;
    case ast::StatementKind::If:
      expression(node->as<ast::If>()->test);
      block(node->as<ast::If>()->body);
      block(node->as<ast::If>()->orelse);
      break;
    case ast::StatementKind::With:
      for (ast::WithItem* item : node->as<ast::With>()->items) {
        expression(item->context_expr);
        optional(item->optional_vars);
      }
      block(node->as<ast::With>()->body);
      break;
    case ast::StatementKind::Match:
      expression(node->as<ast::Match>()->subject);
      for (ast::MatchCase* match_case : node->as<ast::Match>()->cases) {
        pattern(match_case->pattern);
        optional(match_case->guard);
        block(match_case->body);
      }
      break;
    case ast::StatementKind::Raise:
      optional(node->as<ast::Raise>()->exc);
      optional(node->as<ast::Raise>()->cause);
      break;
    case ast::StatementKind::Try: {
      auto* attempt = node->as<ast::Try>();
      block(attempt->body);
      for (ast::ExceptHandler* handler : attempt->handlers) {
        optional(handler->type);
        block(handler->body);
      }
      block(attempt->orelse);
      block(attempt->finalbody);
      break;
    }
    case ast::StatementKind::TryStar: {
      auto* attempt = node->as<ast::TryStar>();
      block(attempt->body);
      for (ast::ExceptHandler* handler : attempt->handlers) {
        optional(handler->type);
        block(handler->body);
      }
      block(attempt->orelse);
      block(attempt->finalbody);
      break;
    }
    case ast::StatementKind::Assert:
      expression(node->as<ast::Assert>()->test);
      optional(node->as<ast::Assert>()->msg);
      break;
    case ast::StatementKind::Expr:
      expression(node->as<ast::Expr>()->value);
      break;
    case ast::StatementKind::Import:
    case ast::StatementKind::ImportFrom:
    case ast::StatementKind::Global:
    case ast::StatementKind::Nonlocal:
    case ast::StatementKind::Pass:
    case ast::StatementKind::Break:
    case ast::StatementKind::Continue:
      break;
  }
}

}  // namespace

const ConstantValue& ConstantTable::value_of(const ast::Constant* node) {
  const auto found = values_.find(node);
  if (found != values_.end()) return found->second;
  return values_.emplace(node, ConstantValue::of_literal(*node)).first->second;
}

ast::Constant* ConstantTable::make(ConstantValue value, const SourceRange& range) {
  auto* node = arena_.create<ast::Constant>();
  node->range = range;
  values_.emplace(node, std::move(value));
  return node;
}

void fold_module(ast::Module& module, ConstantTable& constants, bool future_annotations,
                 StackGuard stack) {
  Folder(constants, future_annotations, stack).body(module.body);
}

void fold_expression(ast::Expression*& expression, ConstantTable& constants, StackGuard stack) {
  Folder(constants, false, stack).expression(expression);
}

const ast::Constant* docstring_of(std::span<ast::Statement* const> body, ConstantTable& constants) {
  if (body.empty()) return nullptr;
  const auto* first = body[0]->try_as<ast::Expr>();
  if (first == nullptr) return nullptr;
  const auto* literal = first->value->try_as<ast::Constant>();
  return literal != nullptr && constants.value_of(literal).is_str() ? literal : nullptr;
}

}  // namespace gilsim::vm
