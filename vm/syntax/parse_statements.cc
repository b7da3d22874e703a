// SPDX-License-Identifier: MIT
//
// Simple statements: all that fit on one line.

#include "vm/syntax/parser_impl.h"

namespace gilsim::vm {

// Statements up to the token `end` (of the file or of a block), which stays.
bool Parser::statements(Collector<Statement>& list, TokenKind end) {
  while (!at(end)) {
    if (!statement(list)) return false;
  }
  return true;
}

bool Parser::statement(Collector<Statement>& list) {
  switch (kind()) {
    case TokenKind::Def:
    case TokenKind::At:
    case TokenKind::Async:
    case TokenKind::If:
    case TokenKind::Class:
    case TokenKind::With:
    case TokenKind::For:
    case TokenKind::Try:
    case TokenKind::While: {
      Statement* compound = compound_statement();
      if (compound == nullptr) return false;
      list.push(compound);
      return true;
    }
    case TokenKind::Name:
      if (at_soft_keyword("match")) {
        Statement* match = match_statement();
        if (match != nullptr) list.push(match);
        if (match != nullptr || failed()) return match != nullptr;
      }
      return simple_statements(list);
    default:
      return simple_statements(list);
  }
}

// simple_statement (';' simple_statement)* [';'] NEWLINE
bool Parser::simple_statements(Collector<Statement>& list) {
  do {
    if (at(TokenKind::Newline) && pos_ > 0 && tokens_[pos_ - 1].kind == TokenKind::Semicolon) break;
    Statement* next = simple_statement();
    if (next == nullptr) return false;
    list.push(next);
  } while (accept(TokenKind::Semicolon));
  return accept(TokenKind::Newline);
}

template <class T>
ast::Statement* Parser::keyword_statement() {
  auto* node = arena_.create<T>();
  node->range = tokens_[pos_].range;
  advance();
  return node;
}

ast::Statement* Parser::simple_statement() {
  switch (kind()) {
    case TokenKind::Import:
      return import_statement();
    case TokenKind::From:
      return import_from_statement();
    case TokenKind::Return:
      return return_statement();
    case TokenKind::Raise:
      return raise_statement();
    case TokenKind::Pass:
      return keyword_statement<ast::Pass>();
    case TokenKind::Break:
      return keyword_statement<ast::Break>();
    case TokenKind::Continue:
      return keyword_statement<ast::Continue>();
    case TokenKind::Del:
      return delete_statement();
    case TokenKind::Assert:
      return assert_statement();
    case TokenKind::Global:
      return scope_statement(true);
    case TokenKind::Nonlocal:
      return scope_statement(false);
    default:
      return expression_statement();
  }
}

namespace {

bool is_augmented_assignment(TokenKind kind) {
  return kind >= TokenKind::PlusEqual && kind <= TokenKind::DoubleSlashEqual;
}

}  // namespace

// An expression, an assignment of one of the three kinds, or a yield.
ast::Statement* Parser::expression_statement() {
  const std::size_t start = pos_;
  Expression* value = nullptr;
  Statement* result = nullptr;
  if (at(TokenKind::Yield)) {
    value = yield_expression();
    if (value != nullptr && at(TokenKind::Equal)) value = nullptr;
  } else {
    value = star_expressions();
    const bool assigns = value != nullptr && (at(TokenKind::Colon) || at(TokenKind::Equal) ||
                                              is_augmented_assignment(kind()));
    if (assigns) {
      result = at(TokenKind::Colon)   ? annotated_assignment(start, value)
               : at(TokenKind::Equal) ? assignment(start, value)
                                      : augmented_assignment(start, value);
      value = nullptr;
    }
  }
  if (result != nullptr || failed()) return result;
  const bool is_whole = value != nullptr && (at(TokenKind::Newline) || at(TokenKind::Semicolon));
  if (!is_whole) {
    if (diagnosing_) diagnose_assignment(start);
    return nullptr;
  }
  auto* statement_node = arena_.create<ast::Expr>();
  statement_node->value = value;
  return finish(statement_node, range_from(start), value);
}

// target ':' expression ['=' annotated_rhs]. At ':'.
ast::Statement* Parser::annotated_assignment(std::size_t start, Expression* target) {
  if (!is_single_target(target)) return nullptr;
  advance();
  auto* node = arena_.create<ast::AnnAssign>();
  node->annotation = expression();
  if (node->annotation == nullptr) return nullptr;
  if (accept(TokenKind::Equal)) {
    node->value = annotated_rhs();
    if (node->value == nullptr) return nullptr;
  }
  node->target = target;
  node->simple = target->is<ast::Name>() && tokens_[start].kind == TokenKind::Name;
  set_context(target, ast::ExpressionContext::Store);
  return finish(node, range_from(start), target, node->annotation, node->value);
}

// (star_targets '=')+ annotated_rhs. At the first '='.
ast::Statement* Parser::assignment(std::size_t start, Expression* first) {
  Collector<Expression> targets(*this);
  Expression* value = first;
  while (at(TokenKind::Equal)) {
    if (value->is<ast::Yield>() || value->is<ast::YieldFrom>() || !is_star_target(value))
      return nullptr;
    advance();
    set_context(value, ast::ExpressionContext::Store);
    targets.push(value);
    value = annotated_rhs();
    if (value == nullptr) return nullptr;
  }
  auto* node = arena_.create<ast::Assign>();
  node->targets = targets.take();
  node->value = value;
  return finish(node, range_from(start), node->targets, value);
}

ast::Statement* Parser::augmented_assignment(std::size_t start, Expression* target) {
  if (!is_single_target(target)) return nullptr;
  auto* node = arena_.create<ast::AugAssign>();
  node->op = static_cast<ast::BinaryOperator>(static_cast<int>(kind()) -
                                              static_cast<int>(TokenKind::PlusEqual));
  advance();
  node->target = target;
  node->value = annotated_rhs();
  if (node->value == nullptr) return nullptr;
  set_context(target, ast::ExpressionContext::Store);
  return finish(node, range_from(start), target, node->value);
}

ast::Expression* Parser::annotated_rhs() {
  return at(TokenKind::Yield) ? yield_expression() : star_expressions();
}

ast::Statement* Parser::return_statement() {
  const std::size_t start = pos_;
  advance();
  auto* node = arena_.create<ast::Return>();
  if (!at(TokenKind::Newline) && !at(TokenKind::Semicolon)) {
    node->value = star_expressions();
    if (node->value == nullptr) return nullptr;
  }
  return finish(node, range_from(start), node->value);
}

ast::Statement* Parser::raise_statement() {
  const std::size_t start = pos_;
  advance();
  auto* node = arena_.create<ast::Raise>();
  if (!at(TokenKind::Newline) && !at(TokenKind::Semicolon)) {
    node->exc = expression();
    if (node->exc == nullptr) return nullptr;
    if (accept(TokenKind::From)) {
      node->cause = expression();
      if (node->cause == nullptr) return nullptr;
    }
  }
  return finish(node, range_from(start), node->exc, node->cause);
}

// 'del' target (',' target)* [',']
ast::Statement* Parser::delete_statement() {
  const std::size_t start = pos_;
  advance();
  Collector<Expression> targets(*this);
  bool well_formed = true;
  do {
    if (!targets.empty() && (at(TokenKind::Newline) || at(TokenKind::Semicolon))) break;
    Expression* target = primary();
    well_formed = target != nullptr && is_delete_target(target);
    if (!well_formed) break;
    set_context(target, ast::ExpressionContext::Del);
    targets.push(target);
  } while (accept(TokenKind::Comma));
  if (well_formed && (at(TokenKind::Newline) || at(TokenKind::Semicolon))) {
    auto* node = arena_.create<ast::Delete>();
    node->targets = targets.take();
    return finish(node, range_from(start), node->targets);
  }
  if (diagnosing_ && !failed()) {
    pos_ = start + 1;
    Expression* everything = star_expressions();
    if (everything != nullptr) diagnose_invalid_target(everything, true, false);
  }
  return nullptr;
}

ast::Statement* Parser::assert_statement() {
  const std::size_t start = pos_;
  advance();
  auto* node = arena_.create<ast::Assert>();
  node->test = expression();
  if (node->test == nullptr) return nullptr;
  if (accept(TokenKind::Comma)) {
    node->msg = expression();
    if (node->msg == nullptr) return nullptr;
  }
  return finish(node, range_from(start), node->test, node->msg);
}

// NAME ('.' NAME)*
bool Parser::dotted_name(ast::Identifier& name) {
  if (!at(TokenKind::Name)) return false;
  name = take_identifier();
  if (!at(TokenKind::Dot)) return true;
  std::string dotted(name);
  while (accept(TokenKind::Dot)) {
    if (!at(TokenKind::Name)) return false;
    dotted += '.';
    dotted += take_identifier();
  }
  name = arena_.intern(dotted);
  return true;
}

ast::Statement* Parser::import_statement() {
  const std::size_t start = pos_;
  advance();
  Collector<ast::Alias> names(*this);
  do {
    const std::size_t alias_start = pos_;
    auto* alias = arena_.create<ast::Alias>();
    if (!dotted_name(alias->name)) return nullptr;
    if (accept(TokenKind::As)) {
      if (!at(TokenKind::Name)) return nullptr;
      alias->asname = take_identifier();
    }
    alias->range = range_from(alias_start);
    names.push(alias);
  } while (accept(TokenKind::Comma));
  auto* node = arena_.create<ast::Import>();
  node->names = names.take();
  return finish(node, range_from(start), node->names);
}

ast::Alias* Parser::import_from_as_name() {
  if (!at(TokenKind::Name)) return nullptr;
  const std::size_t start = pos_;
  auto* alias = arena_.create<ast::Alias>();
  alias->name = take_identifier();
  if (accept(TokenKind::As)) {
    if (!at(TokenKind::Name)) return nullptr;
    alias->asname = take_identifier();
  }
  alias->range = range_from(start);
  return alias;
}

ast::Statement* Parser::import_from_statement() {
  const std::size_t start = pos_;
  advance();
  auto* node = arena_.create<ast::ImportFrom>();
  for (; at(TokenKind::Dot) || at(TokenKind::Ellipsis); advance())
    node->level += at(TokenKind::Dot) ? 1 : 3;
  if (!at(TokenKind::Import) || node->level == 0) {
    if (!dotted_name(node->module)) return nullptr;
  }
  if (!accept(TokenKind::Import)) return nullptr;
  Collector<ast::Alias> names(*this);
  if (at(TokenKind::Star)) {
    auto* alias = arena_.create<ast::Alias>();
    alias->name = arena_.intern("*");
    alias->range = tokens_[pos_].range;
    advance();
    names.push(alias);
  } else {
    const bool parenthesized = accept(TokenKind::LeftParenthesis);
    do {
      if (parenthesized && !names.empty() && at(TokenKind::RightParenthesis)) break;
      if (!names.empty() && !parenthesized && at(TokenKind::Newline)) {
        if (diagnosing_)
          raise_at_last_token("trailing comma not allowed without surrounding parentheses");
        return nullptr;
      }
      ast::Alias* alias = import_from_as_name();
      if (alias == nullptr) return nullptr;
      names.push(alias);
    } while (accept(TokenKind::Comma));
    if (parenthesized && !accept(TokenKind::RightParenthesis)) return nullptr;
  }
  node->names = names.take();
  return finish(node, range_from(start), node->names);
}

// ('global' | 'nonlocal') NAME (',' NAME)*
ast::Statement* Parser::scope_statement(bool is_global) {
  const std::size_t start = pos_;
  advance();
  std::vector<ast::Identifier> names;
  do {
    if (!at(TokenKind::Name)) return nullptr;
    names.push_back(take_identifier());
  } while (accept(TokenKind::Comma));
  if (is_global) {
    auto* node = arena_.create<ast::Global>();
    node->names = arena_.copy(names);
    return finish(node, range_from(start));
  }
  auto* node = arena_.create<ast::Nonlocal>();
  node->names = arena_.copy(names);
  return finish(node, range_from(start));
}

}  // namespace gilsim::vm
