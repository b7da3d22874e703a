// SPDX-License-Identifier: MIT
//
// Compound statements and their blocks. Blocks nest through indentation alone, so the lexer's limit
// bounds the recursion; `elif` after `elif` is a loop here and a chain in the tree.

#include "vm/syntax/parser_impl.h"

namespace gilsim::vm {

ast::Statement* Parser::compound_statement() {
  switch (kind()) {
    case TokenKind::Def:
      return function_definition({});
    case TokenKind::Class:
      return class_definition({});
    case TokenKind::At:
      return decorated();
    case TokenKind::If:
      return if_statement();
    case TokenKind::While:
      return while_statement();
    case TokenKind::For:
      return for_statement();
    case TokenKind::With:
      return with_statement();
    case TokenKind::Try:
      return try_statement();
    case TokenKind::Async:
      return refuse(pos_, "'async'");
    default:
      return nullptr;
  }
}

// The ':' before a block. A forced one is missed by name in either pass, as CPython's grammar has
// it; the others only where the line ends.
bool Parser::colon(bool forced) {
  if (forced) return expect_forced(TokenKind::Colon, ":");
  if (accept(TokenKind::Colon)) return true;
  if (diagnosing_ && at(TokenKind::Newline)) raise_at_last_token("expected ':'");
  return false;
}

// NEWLINE INDENT statement+ DEDENT | simple_statements. Behind the ':'; `what` and `keyword` are
// for the message.
bool Parser::block(ast::List_<Statement>& body, std::string_view what, std::size_t keyword) {
  Collector<Statement> list(*this);
  if (!accept(TokenKind::Newline)) {
    if (!simple_statements(list)) return false;
  } else {
    if (!accept(TokenKind::Indent)) {
      if (diagnosing_) {
        raise_at_last_token("expected an indented block after " + std::string(what) + " on line " +
                                std::to_string(tokens_[keyword].range.line),
                            SyntaxErrorType::IndentationError);
      }
      return false;
    }
    if (!statements(list, TokenKind::Dedent)) return false;
    advance();
  }
  body = list.take();
  return true;
}

bool Parser::else_block(ast::List_<Statement>& body) {
  if (!at(TokenKind::Else)) return true;
  const std::size_t keyword = pos_;
  advance();
  return colon(true) && block(body, "'else' statement", keyword);
}

// ('@' named_expression NEWLINE)+ (function | class)
ast::Statement* Parser::decorated() {
  Collector<Expression> decorators(*this);
  while (accept(TokenKind::At)) {
    Expression* decorator = named_expression();
    if (decorator == nullptr || !accept(TokenKind::Newline)) return nullptr;
    decorators.push(decorator);
  }
  if (at(TokenKind::Def)) return function_definition(decorators.take());
  if (at(TokenKind::Class)) return class_definition(decorators.take());
  if (at(TokenKind::Async)) return refuse(pos_, "'async'");
  return nullptr;
}

ast::Statement* Parser::function_definition(ast::List_<Expression> decorators) {
  const std::size_t start = pos_;
  advance();
  if (!at(TokenKind::Name)) return nullptr;
  auto* node = arena_.create<ast::FunctionDef>();
  node->name = take_identifier();
  node->decorator_list = decorators;
  if (!expect_forced(TokenKind::LeftParenthesis, "(")) return nullptr;
  node->args = parameters(false);
  if (node->args == nullptr || !accept(TokenKind::RightParenthesis)) return nullptr;
  if (at(TokenKind::Arrow)) {
    const std::size_t arrow = pos_;
    advance();
    node->returns = expression();
    if (failed()) return nullptr;
    if (node->returns == nullptr) pos_ = arrow;
  }
  if (!colon(true) || !block(node->body, "function definition", start)) return nullptr;
  return finish(node, block_range(start), node->args, node->body, node->decorator_list,
                node->returns);
}

ast::Statement* Parser::class_definition(ast::List_<Expression> decorators) {
  const std::size_t start = pos_;
  advance();
  if (!at(TokenKind::Name)) return nullptr;
  auto* node = arena_.create<ast::ClassDef>();
  node->name = take_identifier();
  node->decorator_list = decorators;
  if (accept(TokenKind::LeftParenthesis) && !arguments(node->bases, node->keywords, false))
    return nullptr;
  if (!colon(false) || !block(node->body, "class definition", start)) return nullptr;
  return finish(node, block_range(start), node->bases, node->keywords, node->body,
                node->decorator_list);
}

// 'if' named_expression ':' block ('elif' ...)* ['else' ':' block]: parsed forwards, linked
// backwards.
ast::Statement* Parser::if_statement() {
  Collector<Statement> branches(*this);
  ast::List_<Statement> orelse;
  do {
    const std::size_t start = pos_;
    advance();
    auto* branch = arena_.create<ast::If>();
    branch->range = tokens_[start].range;
    branch->test = named_expression();
    if (branch->test == nullptr || !colon(false)) return nullptr;
    if (!block(branch->body, branches.empty() ? "'if' statement" : "'elif' statement", start))
      return nullptr;
    branches.push(branch);
  } while (at(TokenKind::Elif));
  if (!else_block(orelse)) return nullptr;
  const SourceRange whole = block_range(pos_ - 1);
  Statement* last = nullptr;
  for (std::size_t index = branches.size(); index-- > 0;) {
    auto* branch = branches[index]->as<ast::If>();
    branch->orelse = last == nullptr ? orelse : arena_.copy(&last, 1);
    last =
        finish(branch, between(branch->range, whole), branch->test, branch->body, branch->orelse);
    if (last == nullptr) return nullptr;
  }
  return last;
}

ast::Statement* Parser::while_statement() {
  const std::size_t start = pos_;
  advance();
  auto* node = arena_.create<ast::While>();
  node->test = named_expression();
  if (node->test == nullptr || !colon(false)) return nullptr;
  if (!block(node->body, "'while' statement", start) || !else_block(node->orelse)) return nullptr;
  return finish(node, block_range(start), node->test, node->body, node->orelse);
}

ast::Statement* Parser::for_statement() {
  const std::size_t start = pos_;
  advance();
  auto* node = arena_.create<ast::For>();
  node->target = star_targets();
  if (node->target == nullptr || !accept(TokenKind::In)) {
    if (diagnosing_ && !failed()) diagnose_for_target(start);
    return nullptr;
  }
  node->iter = star_expressions();
  if (node->iter == nullptr || !colon(false)) return nullptr;
  if (!block(node->body, "'for' statement", start) || !else_block(node->orelse)) return nullptr;
  return finish(node, block_range(start), node->target, node->iter, node->body, node->orelse);
}

// 'with' ('(' items [','] ')' | items) ':' block. What stands in parentheses may also be an
// expression.
ast::Statement* Parser::with_statement() {
  const std::size_t start = pos_;
  advance();
  auto* node = arena_.create<ast::With>();
  Collector<ast::WithItem> items(*this);
  const std::size_t items_at = pos_;
  bool has_items = at(TokenKind::LeftParenthesis) && with_items(items, true);
  if (!has_items && !failed()) {
    pos_ = items_at;
    has_items = with_items(items, false);
  }
  if (!has_items) return nullptr;
  if (!colon(false)) return nullptr;
  node->items = items.take();
  if (!block(node->body, "'with' statement", start)) return nullptr;
  return finish(node, block_range(start), node->items, node->body);
}

bool Parser::with_items(Collector<ast::WithItem>& items, bool parenthesized) {
  const std::size_t base = items.size();
  if (parenthesized) advance();
  bool well_formed = true;
  do {
    if (parenthesized && items.size() > base && at(TokenKind::RightParenthesis)) break;
    ast::WithItem* item = with_item();
    well_formed = item != nullptr;
    if (!well_formed) break;
    items.push(item);
  } while (accept(TokenKind::Comma));
  if (parenthesized && well_formed) {
    well_formed = accept(TokenKind::RightParenthesis) &&
                  (at(TokenKind::Colon) || (diagnosing_ && at(TokenKind::Newline)));
  }
  if (!well_formed) items.shrink(base);
  return well_formed;
}

ast::WithItem* Parser::with_item() {
  const std::size_t start = pos_;
  auto* item = arena_.create<ast::WithItem>();
  item->context_expr = expression();
  if (item->context_expr == nullptr) return nullptr;
  if (accept(TokenKind::As)) {
    const std::size_t target_at = pos_;
    item->optional_vars = star_target();
    const auto ends = [&] {
      return at(TokenKind::Comma) || at(TokenKind::RightParenthesis) || at(TokenKind::Colon);
    };
    if (item->optional_vars == nullptr || (!ends() && !(diagnosing_ && at(TokenKind::Newline)))) {
      if (diagnosing_ && !failed()) {
        pos_ = target_at;
        Expression* target = expression();
        if (target != nullptr && ends()) diagnose_invalid_target(target, false, false);
      }
      return nullptr;
    }
  }
  return finish(item, range_from(start), item->context_expr, item->optional_vars);
}

ast::Statement* Parser::try_statement() {
  const std::size_t start = pos_;
  advance();
  ast::List_<Statement> body;
  ast::List_<Statement> orelse;
  ast::List_<Statement> finalbody;
  if (!colon(true) || !block(body, "'try' statement", start)) return nullptr;
  Collector<ast::ExceptHandler> handlers(*this);
  bool any_star = false;
  while (at(TokenKind::Except)) {
    const std::size_t keyword = pos_;
    bool is_star = false;
    ast::ExceptHandler* handler = except_block(is_star);
    if (handler == nullptr) return nullptr;
    if (!handlers.empty() && is_star != any_star) {
      if (!diagnosing_) return nullptr;
      return raise(between(tokens_[keyword].range, tokens_[is_star ? keyword + 1 : keyword].range),
                   "cannot have both 'except' and 'except*' on the same 'try'");
    }
    any_star = is_star;
    handlers.push(handler);
  }
  if (!handlers.empty() && !else_block(orelse)) return nullptr;
  if (at(TokenKind::Finally)) {
    const std::size_t keyword = pos_;
    advance();
    if (!colon(true) || !block(finalbody, "'finally' statement", keyword)) return nullptr;
  } else if (handlers.empty()) {
    if (diagnosing_) raise_at_last_token("expected 'except' or 'finally' block");
    return nullptr;
  }
  const ast::List_<ast::ExceptHandler> handler_list = handlers.take();
  const SourceRange range = block_range(start);
  const auto fill = [&](auto* node) -> Statement* {
    node->body = body;
    node->handlers = handler_list;
    node->orelse = orelse;
    node->finalbody = finalbody;
    return finish(node, range, body, handler_list, orelse, finalbody);
  };
  return any_star ? fill(arena_.create<ast::TryStar>()) : fill(arena_.create<ast::Try>());
}

// 'except' ['*'] [expression ['as' NAME]] ':' block
ast::ExceptHandler* Parser::except_block(bool& is_star) {
  const std::size_t start = pos_;
  advance();
  is_star = accept(TokenKind::Star);
  auto* handler = arena_.create<ast::ExceptHandler>();
  if (!at(TokenKind::Colon) || is_star) {
    handler->type = expression();
    if (handler->type != nullptr && accept(TokenKind::As)) {
      if (at(TokenKind::Name)) {
        handler->name = take_identifier();
      } else {
        handler->type = nullptr;
      }
    }
    if (handler->type == nullptr || !at(TokenKind::Colon)) {
      if (diagnosing_ && !failed()) diagnose_except(start);
      return nullptr;
    }
  }
  advance();
  if (!block(handler->body, is_star ? "'except*' statement" : "'except' statement", start))
    return nullptr;
  return finish(handler, block_range(start), handler->type, handler->body);
}

}  // namespace gilsim::vm
