// SPDX-License-Identifier: MIT
//
// Expressions, from star_expressions down to the operand of a unary operator.
//
// A node starts at the first token of its rule, so every rule remembers `start`: the left operand's
// own range will not do, because parentheses around it are no part of it. Where the right side of
// an operator is missing, a rule steps back to before the operator, as CPython's does; whoever
// called it then finds the operator unexpected.

#include "vm/syntax/parser_impl.h"

namespace gilsim::vm {

using ast::BinaryOperator;

// star_expression (',' star_expression)* [',']
ast::Expression* Parser::star_expressions() {
  const std::size_t start = pos_;
  Expression* first = star_expression();
  if (first == nullptr || !at(TokenKind::Comma)) return first;
  Collector<Expression> elements(*this);
  elements.push(first);
  while (at(TokenKind::Comma)) {
    advance();
    const std::size_t element_start = pos_;
    Expression* element = star_expression();
    if (element == nullptr) {
      if (failed()) return nullptr;
      pos_ = element_start;
      break;
    }
    elements.push(element);
  }
  auto* tuple = arena_.create<ast::Tuple>();
  tuple->elts = elements.take();
  return finish(tuple, range_from(start), tuple->elts);
}

ast::Expression* Parser::star_expression() {
  if (!at(TokenKind::Star)) return expression();
  const std::size_t start = pos_;
  advance();
  Expression* value = bitwise_or();
  if (value == nullptr) return nullptr;
  auto* starred = arena_.create<ast::Starred>();
  starred->value = value;
  return finish(starred, range_from(start), value);
}

ast::Expression* Parser::star_named_expression() {
  return at(TokenKind::Star) ? star_expression() : named_expression();
}

// NAME ':=' expression. REQUIRES: at NAME ':='.
ast::Expression* Parser::assignment_expression() {
  const std::size_t start = pos_;
  auto* target = arena_.create<ast::Name>();
  target->range = tokens_[pos_].range;
  target->id = take_identifier();
  target->ctx = ast::ExpressionContext::Store;
  advance();
  Expression* value = expression();
  if (value == nullptr) return nullptr;
  auto* named = arena_.create<ast::NamedExpr>();
  named->target = target;
  named->value = value;
  return finish(named, range_from(start), named->target, value);
}

ast::Expression* Parser::named_expression() {
  if (at(TokenKind::Name) && glance() == TokenKind::ColonEqual) return assignment_expression();
  const std::size_t start = pos_;
  Expression* result = expression();
  if (result == nullptr) return nullptr;
  if (diagnosing_) {
    diagnose_named_expression(start, result);
    if (failed()) return nullptr;
  }
  return at(TokenKind::ColonEqual) ? nullptr : result;
}

// REQUIRES: at 'yield'.
ast::Expression* Parser::yield_expression() {
  const std::size_t start = pos_;
  advance();
  if (accept(TokenKind::From)) {
    Expression* value = expression();
    if (value == nullptr) return nullptr;
    auto* yield_from = arena_.create<ast::YieldFrom>();
    yield_from->value = value;
    return finish(yield_from, range_from(start), value);
  }
  auto* yield = arena_.create<ast::Yield>();
  const std::size_t value_start = pos_;
  yield->value = star_expressions();
  if (yield->value == nullptr) {
    if (failed()) return nullptr;
    pos_ = value_start;
  }
  return finish(yield, range_from(start), yield->value);
}

// disjunction ['if' disjunction 'else' expression] | lambda. Both recursions are on the right: a
// loop.
ast::Expression* Parser::expression() {
  const std::size_t base = pending_.size();
  Expression* last = nullptr;
  for (;;) {
    const std::size_t start = pos_;
    if (at(TokenKind::Lambda)) {
      advance();
      ast::Arguments* arguments = parameters(true);
      if (arguments == nullptr || !accept(TokenKind::Colon)) break;
      pending_.push_back({Pending::Kind::Lambda, start, start, arguments});
      continue;
    }
    Expression* body = disjunction();
    if (body == nullptr) break;
    if (diagnosing_) {
      diagnose_expression(start, body);
      if (!failed()) diagnose_legacy_statement(start);
      if (failed()) break;
    }
    last = body;
    if (!at(TokenKind::If)) break;
    const std::size_t if_at = pos_;
    advance();
    Expression* test = disjunction();
    if (test == nullptr || !accept(TokenKind::Else)) {
      if (diagnosing_ && test != nullptr && !failed() && !at(TokenKind::Colon)) {
        raise(between(body->range, test->range), "expected 'else' after 'if' expression");
      }
      if (!failed()) pos_ = if_at;
      break;
    }
    pending_.push_back({Pending::Kind::IfExp, start, if_at, body, test});
    last = nullptr;
  }
  if (pending_.size() == base) return failed() ? nullptr : last;
  return finish_pending_expressions(base, last);
}

ast::Expression* Parser::finish_pending_expressions(std::size_t base, Expression* last) {
  while (pending_.size() > base) {
    const Pending pending = pending_.back();
    pending_.pop_back();
    if (failed()) continue;
    if (pending.kind == Pending::Kind::Lambda) {
      if (last == nullptr) continue;
      auto* lambda = arena_.create<ast::Lambda>();
      lambda->args = static_cast<ast::Arguments*>(pending.first);
      lambda->body = last;
      last = finish(lambda, range_from(pending.start), pending.first, lambda->body);
      continue;
    }
    if (last == nullptr) {  // nothing after `else`: only the part before `if` is an expression
      last = static_cast<Expression*>(pending.first);
      pos_ = pending.operator_at;
      continue;
    }
    auto* conditional = arena_.create<ast::IfExp>();
    conditional->test = pending.test;
    conditional->body = static_cast<Expression*>(pending.first);
    conditional->orelse = last;
    last = finish(conditional, range_from(pending.start), pending.first, pending.test,
                  conditional->orelse);
  }
  return failed() ? nullptr : last;
}

ast::Expression* Parser::disjunction() {
  return second_pass_ ? disjunction_of_second_pass() : plain_disjunction();
}

ast::Expression* Parser::disjunction_of_second_pass() {
  if (!count_step()) return nullptr;
  if (remembering_) undiagnosed_[pos_] = true;
  const bool diagnosing = diagnosing_;
  diagnosing_ = diagnosing && !undiagnosed_[pos_];
  Expression* result = plain_disjunction();
  diagnosing_ = diagnosing;
  return result;
}

ast::Expression* Parser::plain_disjunction() {
  const std::size_t start = pos_;
  Expression* first = conjunction();
  if (first == nullptr || !at(TokenKind::Or)) return first;
  Collector<Expression> values(*this);
  values.push(first);
  while (at(TokenKind::Or)) {
    const std::size_t operator_at = pos_;
    advance();
    Expression* value = conjunction();
    if (value == nullptr) {
      if (failed()) return nullptr;
      pos_ = operator_at;
      break;
    }
    values.push(value);
  }
  if (values.size() == 1) return first;
  auto* node = arena_.create<ast::BoolOp>();
  node->op = ast::BoolOperator::Or;
  node->values = values.take();
  return finish(node, range_from(start), node->values);
}

ast::Expression* Parser::conjunction() {
  const std::size_t start = pos_;
  Expression* first = inversion();
  if (first == nullptr || !at(TokenKind::And)) return first;
  Collector<Expression> values(*this);
  values.push(first);
  while (at(TokenKind::And)) {
    const std::size_t operator_at = pos_;
    advance();
    Expression* value = inversion();
    if (value == nullptr) {
      if (failed()) return nullptr;
      pos_ = operator_at;
      break;
    }
    values.push(value);
  }
  if (values.size() == 1) return first;
  auto* node = arena_.create<ast::BoolOp>();
  node->op = ast::BoolOperator::And;
  node->values = values.take();
  return finish(node, range_from(start), node->values);
}

ast::Expression* Parser::inversion() {
  const std::size_t start = pos_;
  while (accept(TokenKind::Not)) {
  }
  std::size_t first_operand = pos_;
  Expression* operand = comparison();
  while (operand != nullptr && first_operand > start) {
    --first_operand;
    auto* node = arena_.create<ast::UnaryOp>();
    node->op = ast::UnaryOperator::Not;
    node->operand = operand;
    operand = finish(node, range_from(first_operand), node->operand);
  }
  return operand;
}

// Consumes a comparison operator.
bool Parser::take_comparison_operator(ast::CompareOperator& op) {
  using enum ast::CompareOperator;
  // clang-format off
  switch (kind()) {
    case TokenKind::EqualEqual: op = Eq; break;
    case TokenKind::NotEqual: op = NotEq; break;
    case TokenKind::Less: op = Lt; break;
    case TokenKind::LessEqual: op = LtE; break;
    case TokenKind::Greater: op = Gt; break;
    case TokenKind::GreaterEqual: op = GtE; break;
    case TokenKind::In: op = In; break;
    case TokenKind::Is:
      op = Is;
      if (next_kind() == TokenKind::Not) {
        op = IsNot;
        advance();
      }
      break;
    case TokenKind::Not:
      if (next_kind() != TokenKind::In) return false;
      op = NotIn;
      advance();
      break;
    default: return false;
  }
  // clang-format on
  advance();
  return true;
}

ast::Expression* Parser::comparison() {
  const std::size_t start = pos_;
  Expression* left = binary(1);
  if (left == nullptr) return nullptr;
  ast::CompareOperator op{};
  std::size_t operator_at = pos_;
  if (!take_comparison_operator(op)) return left;
  Collector<Expression> comparators(*this);
  const std::size_t operators_base = compare_operators_.size();
  do {
    Expression* right = binary(1);
    if (right == nullptr) {
      if (!failed()) pos_ = operator_at;
      break;
    }
    compare_operators_.push_back(op);
    comparators.push(right);
    operator_at = pos_;
  } while (take_comparison_operator(op));
  auto* node = arena_.create<ast::Compare>();
  node->left = left;
  node->ops = arena_.copy(compare_operators_.data() + operators_base, comparators.size());
  node->comparators = comparators.take();
  compare_operators_.resize(operators_base);
  if (failed()) return nullptr;
  if (node->ops.empty()) return left;
  return finish(node, range_from(start), left, node->comparators);
}

namespace {

struct BinaryOperatorEntry {
  int precedence = 0;  // 0: no binary operator
  BinaryOperator op{};
};

BinaryOperatorEntry binary_operator(TokenKind kind) {
  // clang-format off
  switch (kind) {
    case TokenKind::Bar: return {1, BinaryOperator::BitOr};
    case TokenKind::Caret: return {2, BinaryOperator::BitXor};
    case TokenKind::Ampersand: return {3, BinaryOperator::BitAnd};
    case TokenKind::LeftShift: return {4, BinaryOperator::LShift};
    case TokenKind::RightShift: return {4, BinaryOperator::RShift};
    case TokenKind::Plus: return {5, BinaryOperator::Add};
    case TokenKind::Minus: return {5, BinaryOperator::Sub};
    case TokenKind::Star: return {6, BinaryOperator::Mult};
    case TokenKind::At: return {6, BinaryOperator::MatMult};
    case TokenKind::Slash: return {6, BinaryOperator::Div};
    case TokenKind::Percent: return {6, BinaryOperator::Mod};
    case TokenKind::DoubleSlash: return {6, BinaryOperator::FloorDiv};
    default: return {};
  }
  // clang-format on
}

}  // namespace

ast::Expression* Parser::make_binary(BinaryOperator op, Expression* left, Expression* right,
                                     std::size_t start) {
  auto* node = arena_.create<ast::BinOp>();
  node->op = op;
  node->left = left;
  node->right = right;
  return finish(node, range_from(start), left, right);
}

// The left-associative operators from `|` (1) to `*` (6), by precedence climbing.
ast::Expression* Parser::binary(int minimum_precedence) {
  const std::size_t start = pos_;
  Expression* left = factor();
  while (left != nullptr) {
    const BinaryOperatorEntry entry = binary_operator(kind());
    if (entry.precedence < minimum_precedence) break;
    const std::size_t operator_at = pos_;
    advance();
    Expression* right = entry.precedence == 6 ? factor() : binary(entry.precedence + 1);
    if (right == nullptr) {
      if (failed()) return nullptr;
      pos_ = operator_at;
      break;
    }
    left = make_binary(entry.op, left, right, start);
  }
  return left;
}

// ('+' | '-' | '~') factor | primary ['**' factor]: a loop over what is pending on the left.
ast::Expression* Parser::factor() {
  const std::size_t base = pending_.size();
  Expression* result = nullptr;
  for (;;) {
    const std::size_t start = pos_;
    if (at(TokenKind::Plus) || at(TokenKind::Minus) || at(TokenKind::Tilde)) {
      const ast::UnaryOperator op = at(TokenKind::Plus)    ? ast::UnaryOperator::UAdd
                                    : at(TokenKind::Minus) ? ast::UnaryOperator::USub
                                                           : ast::UnaryOperator::Invert;
      advance();
      pending_.push_back({Pending::Kind::Unary, start, start, nullptr, nullptr, op});
      continue;
    }
    result = primary();
    if (result == nullptr || !at(TokenKind::DoubleStar)) break;
    pending_.push_back({Pending::Kind::Power, start, pos_, result, nullptr, {}});
    result = nullptr;
    advance();
  }
  while (pending_.size() > base) {
    const Pending pending = pending_.back();
    pending_.pop_back();
    if (failed()) continue;
    if (pending.kind == Pending::Kind::Power) {
      auto* left = static_cast<Expression*>(pending.first);
      if (result == nullptr) {  // no right side
        result = left;
        pos_ = pending.operator_at;
      } else {
        result = make_binary(BinaryOperator::Pow, left, result, pending.start);
      }
    } else if (result != nullptr) {
      auto* node = arena_.create<ast::UnaryOp>();
      node->op = pending.unary;
      node->operand = result;
      result = finish(node, range_from(pending.start), node->operand);
    }
  }
  return failed() ? nullptr : result;
}

}  // namespace gilsim::vm
