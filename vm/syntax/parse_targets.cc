// SPDX-License-Identifier: MIT
//
// What can be assigned to or deleted. Targets are parsed as expressions and checked afterwards;
// their context is then set to Store or Del. The recursion here goes through tuples and lists,
// which brackets bound.

#include "vm/syntax/parser_impl.h"

namespace gilsim::vm {

// star_target !',' | star_target (',' star_target)* [',']
ast::Expression* Parser::star_targets() {
  const std::size_t start = pos_;
  Expression* first = star_target();
  if (first == nullptr || !at(TokenKind::Comma)) return first;
  Collector<Expression> elements(*this);
  elements.push(first);
  while (accept(TokenKind::Comma)) {
    const std::size_t element_start = pos_;
    Expression* element = star_target();
    if (element == nullptr) {
      if (failed()) return nullptr;
      pos_ = element_start;
      break;
    }
    elements.push(element);
  }
  auto* tuple = arena_.create<ast::Tuple>();
  tuple->elts = elements.take();
  tuple->ctx = ast::ExpressionContext::Store;
  return finish(tuple, range_from(start), tuple->elts);
}

ast::Expression* Parser::star_target() {
  const std::size_t start = pos_;
  if (accept(TokenKind::Star)) {
    if (at(TokenKind::Star)) return nullptr;
    Expression* value = star_target();
    if (value == nullptr) return nullptr;
    auto* starred = arena_.create<ast::Starred>();
    starred->value = value;
    starred->ctx = ast::ExpressionContext::Store;
    return finish(starred, range_from(start), value);
  }
  Expression* target = primary();
  if (target == nullptr || !is_star_target(target)) return nullptr;
  set_context(target, ast::ExpressionContext::Store);
  return target;
}

bool Parser::is_star_target(const Expression* expression) {
  ast::List_<Expression> elements;
  switch (expression->kind) {
    case ast::ExpressionKind::Name:
    case ast::ExpressionKind::Attribute:
    case ast::ExpressionKind::Subscript:
      return true;
    case ast::ExpressionKind::Starred: {
      const Expression* value = expression->as<ast::Starred>()->value;
      return !value->is<ast::Starred>() && is_star_target(value);
    }
    case ast::ExpressionKind::Tuple:
      elements = expression->as<ast::Tuple>()->elts;
      break;
    case ast::ExpressionKind::List:
      elements = expression->as<ast::List>()->elts;
      break;
    default:
      return false;
  }
  for (const Expression* element : elements) {
    if (!is_star_target(element)) return false;
  }
  return true;
}

bool Parser::is_single_target(const Expression* expression) {
  return expression->is<ast::Name>() || expression->is<ast::Attribute>() ||
         expression->is<ast::Subscript>();
}

bool Parser::is_delete_target(const Expression* expression) {
  ast::List_<Expression> elements;
  if (is_single_target(expression)) return true;
  if (expression->is<ast::Tuple>()) {
    elements = expression->as<ast::Tuple>()->elts;
  } else if (expression->is<ast::List>()) {
    elements = expression->as<ast::List>()->elts;
  } else {
    return false;
  }
  for (const Expression* element : elements) {
    if (!is_delete_target(element)) return false;
  }
  return true;
}

void Parser::set_context(Expression* expression, ast::ExpressionContext context) {
  ast::List_<Expression> elements;
  switch (expression->kind) {
    case ast::ExpressionKind::Name:
      expression->as<ast::Name>()->ctx = context;
      return;
    case ast::ExpressionKind::Attribute:
      expression->as<ast::Attribute>()->ctx = context;
      return;
    case ast::ExpressionKind::Subscript:
      expression->as<ast::Subscript>()->ctx = context;
      return;
    case ast::ExpressionKind::Starred:
      expression->as<ast::Starred>()->ctx = context;
      set_context(expression->as<ast::Starred>()->value, context);
      return;
    case ast::ExpressionKind::Tuple:
      expression->as<ast::Tuple>()->ctx = context;
      elements = expression->as<ast::Tuple>()->elts;
      break;
    case ast::ExpressionKind::List:
      expression->as<ast::List>()->ctx = context;
      elements = expression->as<ast::List>()->elts;
      break;
    default:
      return;
  }
  for (Expression* element : elements) set_context(element, context);
}

}  // namespace gilsim::vm
