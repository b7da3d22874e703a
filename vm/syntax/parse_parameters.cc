// SPDX-License-Identifier: MIT
//
// The parameters of `def` and `lambda`: [names] ['/'] [names] ['*' [name]] [names] ['**' name],
// with defaults.
//
// The two differ in what ends them (')' or ':') and in annotations. Rules that were broken are
// noticed in place; the second pass then says which.

#include "vm/syntax/parser_impl.h"

namespace gilsim::vm {

struct Parser::ParameterLists {
  explicit ParameterLists(Parser& parser) : plain(parser) {}

  Collector<ast::Node>
      plain;  // pairs: an Argument, its default or null; in the order of the source
  std::size_t positional_only = 0;    // pairs before '/'
  std::size_t keyword_only_from = 0;  // pairs before '*'
  bool slash = false;
  bool star = false;
  bool defaulted = false;  // a positional parameter had a default
  ast::Argument* vararg = nullptr;
  ast::Argument* kwarg = nullptr;
};

// Up to and without the closing ')' or ':'.
ast::Arguments* Parser::parameters(bool of_lambda) {
  const TokenKind closing = of_lambda ? TokenKind::Colon : TokenKind::RightParenthesis;
  ParameterLists lists(*this);
  while (!at(closing)) {
    if (!parameter(of_lambda, lists)) return nullptr;
    if (!accept(TokenKind::Comma)) break;
    if (lists.kwarg != nullptr && !at(closing)) {
      if (diagnosing_ && (at(TokenKind::Name) || at(TokenKind::Star) || at(TokenKind::DoubleStar) ||
                          at(TokenKind::Slash))) {
        raise(tokens_[pos_].range, "arguments cannot follow var-keyword argument");
      }
      return nullptr;
    }
  }
  if (!at(closing)) return nullptr;

  auto* result = arena_.create<ast::Arguments>();
  const std::size_t count = lists.plain.size() / 2;
  const std::size_t positional_end = lists.star ? lists.keyword_only_from : count;
  const auto names = [&](std::size_t from, std::size_t to) {
    Collector<ast::Argument> list(*this);
    for (std::size_t index = from; index < to; ++index) {
      list.push(static_cast<ast::Argument*>(lists.plain[2 * index]));
    }
    return list.take();
  };
  const auto defaults = [&](std::size_t from, std::size_t to, bool keep_absent) {
    Collector<Expression> list(*this);
    for (std::size_t index = from; index < to; ++index) {
      auto* value = static_cast<Expression*>(lists.plain[2 * index + 1]);
      if (value != nullptr || keep_absent) list.push(value);
    }
    return list.take();
  };
  result->posonlyargs = names(0, lists.positional_only);
  result->args = names(lists.positional_only, positional_end);
  result->kwonlyargs = names(positional_end, count);
  result->defaults = defaults(0, positional_end, false);
  result->kw_defaults = defaults(positional_end, count, true);
  result->vararg = lists.vararg;
  result->kwarg = lists.kwarg;
  return finish(result, SourceRange{}, result->posonlyargs, result->args, result->kwonlyargs,
                result->defaults, result->kw_defaults, result->vararg, result->kwarg);
}

bool Parser::parameter(bool of_lambda, ParameterLists& lists) {
  switch (kind()) {
    case TokenKind::Slash:
      return slash_parameter(of_lambda, lists);
    case TokenKind::Star:
      return star_parameter(of_lambda, lists);
    case TokenKind::DoubleStar:
      return double_star_parameter(of_lambda, lists);
    case TokenKind::Name:
      return plain_parameter(of_lambda, lists);
    case TokenKind::LeftParenthesis:
      if (diagnosing_ && !lists.defaulted && !lists.star && !lists.slash)
        diagnose_parenthesized_parameters(of_lambda);
      return false;
    default:
      return false;
  }
}

// NAME [':' annotation]
ast::Argument* Parser::parameter_name(bool of_lambda, bool star_annotation) {
  if (!at(TokenKind::Name)) return nullptr;
  const std::size_t start = pos_;
  auto* argument = arena_.create<ast::Argument>();
  argument->arg = take_identifier();
  if (!of_lambda && accept(TokenKind::Colon)) {
    argument->annotation = star_annotation ? star_expression() : expression();
    if (argument->annotation == nullptr) return nullptr;
  }
  return finish(argument, range_from(start), argument->annotation);
}

bool Parser::plain_parameter(bool of_lambda, ParameterLists& lists) {
  const std::size_t start = pos_;
  ast::Argument* argument = parameter_name(of_lambda, false);
  if (argument == nullptr) return false;
  Expression* value = nullptr;
  if (at(TokenKind::Equal)) {
    const std::size_t equal = pos_;
    advance();
    if (diagnosing_ &&
        (at(TokenKind::Comma) || at(of_lambda ? TokenKind::Colon : TokenKind::RightParenthesis))) {
      raise(tokens_[equal].range, "expected default value expression");
      return false;
    }
    if (++nesting_ > kMaxNesting) {
      raise(tokens_[start].range, "expression is nested too deeply");
      return false;
    }
    value = expression();
    --nesting_;
    if (value == nullptr) return false;
  }
  if (!lists.star) {
    const bool ends =
        at(TokenKind::Comma) || at(of_lambda ? TokenKind::Colon : TokenKind::RightParenthesis);
    if (value == nullptr && lists.defaulted) {
      if (diagnosing_ && ends)
        raise(argument->range, "non-default argument follows default argument");
      return false;
    }
    lists.defaulted = lists.defaulted || value != nullptr;
  }
  lists.plain.push(argument);
  lists.plain.push(value);
  return true;
}

bool Parser::slash_parameter(bool of_lambda, ParameterLists& lists) {
  const std::size_t slash = pos_;
  if (lists.plain.empty() && !lists.star) {
    if (diagnosing_ && next_kind() == TokenKind::Comma) {
      raise(tokens_[slash].range, "at least one argument must precede /");
    }
    return false;
  }
  advance();
  const bool ends =
      at(TokenKind::Comma) || at(of_lambda ? TokenKind::Colon : TokenKind::RightParenthesis);
  if (diagnosing_) {
    if (lists.star) {
      raise(tokens_[slash].range, "/ must be ahead of *");
    } else if (lists.slash) {
      raise(tokens_[slash].range, "/ may appear only once");
    } else if (at(TokenKind::Star)) {
      raise(tokens_[pos_].range, "expected comma between / and *");
    }
  }
  if (lists.star || lists.slash || !ends) return false;
  lists.slash = true;
  lists.positional_only = lists.plain.size() / 2;
  return true;
}

bool Parser::star_parameter(bool of_lambda, ParameterLists& lists) {
  const TokenKind closing = of_lambda ? TokenKind::Colon : TokenKind::RightParenthesis;
  const std::size_t star = pos_;
  if (lists.star) {
    if (diagnosing_) raise(tokens_[star].range, "* argument may appear only once");
    return false;
  }
  advance();
  lists.star = true;
  lists.keyword_only_from = lists.plain.size() / 2;
  const bool bare = at(TokenKind::Comma);
  if (at(closing) || (bare && (next_kind() == closing || next_kind() == TokenKind::DoubleStar))) {
    if (diagnosing_) {
      if (of_lambda) {
        raise_at_last_token("named arguments must follow bare *");
      } else {
        raise(tokens_[star].range, "named arguments must follow bare *");
      }
    }
    return false;
  }
  if (bare) return true;
  lists.vararg = parameter_name(of_lambda, true);
  if (lists.vararg == nullptr) return false;
  if (diagnosing_ && at(TokenKind::Equal)) {
    raise(tokens_[pos_].range, "var-positional argument cannot have default value");
  }
  return !failed();
}

bool Parser::double_star_parameter(bool of_lambda, ParameterLists& lists) {
  advance();
  lists.kwarg = parameter_name(of_lambda, false);
  if (lists.kwarg == nullptr) return false;
  if (diagnosing_ && at(TokenKind::Equal)) {
    raise(tokens_[pos_].range, "var-keyword argument cannot have default value");
  }
  return !failed();
}

}  // namespace gilsim::vm
