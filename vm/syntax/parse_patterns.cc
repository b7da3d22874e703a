// SPDX-License-Identifier: MIT
//
// The match statement. `match` and `case` are ordinary names elsewhere, so a statement that starts
// with `match` is first tried as this one; null without an error means: it is something else.

#include "vm/syntax/parser_impl.h"

namespace gilsim::vm {

namespace {

// Can an expression start here, behind `match`?
bool starts_subject(TokenKind kind) {
  switch (kind) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::LeftParenthesis:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
    case TokenKind::Minus:
    case TokenKind::Plus:
    case TokenKind::Tilde:
    case TokenKind::Star:
    case TokenKind::Ellipsis:
    case TokenKind::Not:
    case TokenKind::Lambda:
    case TokenKind::Await:
    case TokenKind::None:
    case TokenKind::True:
    case TokenKind::False:
      return true;
    default:
      return false;
  }
}

}  // namespace

// "match" subject ':' NEWLINE INDENT case+ DEDENT
ast::Statement* Parser::match_statement() {
  const std::size_t start = pos_;
  if (!starts_subject(next_kind())) return nullptr;
  const auto give_up = [&]() -> Statement* {
    pos_ = start;
    return nullptr;
  };
  advance();
  auto* node = arena_.create<ast::Match>();
  node->subject = subject_expression();
  if (node->subject == nullptr) return give_up();
  if (!at(TokenKind::Colon)) {
    if (diagnosing_ && at(TokenKind::Newline)) raise_at_last_token("expected ':'");
    return give_up();
  }
  advance();
  if (!accept(TokenKind::Newline)) return give_up();
  if (!accept(TokenKind::Indent)) {
    if (diagnosing_) {
      raise_at_last_token("expected an indented block after 'match' statement on line " +
                              std::to_string(tokens_[start].range.line),
                          SyntaxErrorType::IndentationError);
    }
    return give_up();
  }
  Collector<ast::MatchCase> cases(*this);
  while (at_soft_keyword("case")) {
    ast::MatchCase* next = match_case();
    if (next == nullptr) return give_up();
    cases.push(next);
  }
  if (cases.empty() || !accept(TokenKind::Dedent)) return give_up();
  node->cases = cases.take();
  return finish(node, block_range(start), node->subject, node->cases);
}

// star_named_expression ',' [star_named_expressions] | named_expression
ast::Expression* Parser::subject_expression() {
  const std::size_t start = pos_;
  Expression* first = star_named_expression();
  if (first == nullptr) return nullptr;
  if (!at(TokenKind::Comma)) return first->is<ast::Starred>() ? nullptr : first;
  Collector<Expression> elements(*this);
  elements.push(first);
  while (accept(TokenKind::Comma)) {
    if (at(TokenKind::Colon)) break;
    Expression* element = star_named_expression();
    if (element == nullptr) return nullptr;
    elements.push(element);
  }
  auto* tuple = arena_.create<ast::Tuple>();
  tuple->elts = elements.take();
  return finish(tuple, range_from(start), tuple->elts);
}

// "case" patterns ['if' named_expression] ':' block
ast::MatchCase* Parser::match_case() {
  const std::size_t start = pos_;
  advance();
  auto* node = arena_.create<ast::MatchCase>();
  node->pattern = patterns();
  if (node->pattern == nullptr) return nullptr;
  if (accept(TokenKind::If)) {
    node->guard = named_expression();
    if (node->guard == nullptr) return nullptr;
  }
  const SourceRange range = range_from(start);
  if (!colon(false) || !block(node->body, "'case' statement", start)) return nullptr;
  return finish(node, range, node->pattern, node->guard, node->body);
}

// maybe_star_pattern (',' maybe_star_pattern)* [','] | as_pattern
ast::Pattern* Parser::patterns() {
  const std::size_t start = pos_;
  Pattern* first = maybe_star_pattern();
  if (first == nullptr) return nullptr;
  if (!at(TokenKind::Comma)) return first->is<ast::MatchStar>() ? nullptr : first;
  Collector<Pattern> list(*this);
  list.push(first);
  while (accept(TokenKind::Comma)) {
    if (at(TokenKind::Colon) || at(TokenKind::If)) break;
    Pattern* next = maybe_star_pattern();
    if (next == nullptr) return nullptr;
    list.push(next);
  }
  auto* sequence = arena_.create<ast::MatchSequence>();
  sequence->patterns = list.take();
  return finish(sequence, range_from(start), sequence->patterns);
}

ast::Pattern* Parser::maybe_star_pattern() {
  return at(TokenKind::Star) ? star_pattern() : as_pattern();
}

ast::Pattern* Parser::star_pattern() {
  const std::size_t start = pos_;
  advance();
  if (!at(TokenKind::Name)) return nullptr;
  auto* star = arena_.create<ast::MatchStar>();
  const bool wildcard = at_soft_keyword("_");
  const ast::Identifier name = take_identifier();
  if (!wildcard) star->name = name;
  return finish(star, range_from(start));
}

// or_pattern ['as' NAME]
ast::Pattern* Parser::as_pattern() {
  const std::size_t start = pos_;
  Pattern* inner = or_pattern();
  if (inner == nullptr || !accept(TokenKind::As)) return inner;
  if (!at(TokenKind::Name) || at_soft_keyword("_")) {
    if (!diagnosing_) return nullptr;
    if (at(TokenKind::Name)) return raise(tokens_[pos_].range, "cannot use '_' as a target");
    const Expression* target = expression();
    return target == nullptr ? nullptr : raise(target->range, "invalid pattern target");
  }
  auto* as = arena_.create<ast::MatchAs>();
  as->pattern = inner;
  as->name = take_identifier();
  if (at(TokenKind::Dot) || at(TokenKind::LeftParenthesis) || at(TokenKind::Equal)) return nullptr;
  return finish(as, range_from(start), inner);
}

ast::Pattern* Parser::or_pattern() {
  const std::size_t start = pos_;
  Pattern* first = closed_pattern();
  if (first == nullptr || !at(TokenKind::Bar)) return first;
  Collector<Pattern> list(*this);
  list.push(first);
  while (accept(TokenKind::Bar)) {
    Pattern* next = closed_pattern();
    if (next == nullptr) return nullptr;
    list.push(next);
  }
  auto* any = arena_.create<ast::MatchOr>();
  any->patterns = list.take();
  return finish(any, range_from(start), any->patterns);
}

ast::Pattern* Parser::closed_pattern() {
  switch (kind()) {
    case TokenKind::Number:
    case TokenKind::Minus:
    case TokenKind::String:
    case TokenKind::None:
    case TokenKind::True:
    case TokenKind::False:
      return literal_pattern();
    case TokenKind::Name:
      return name_pattern();
    case TokenKind::LeftParenthesis:
    case TokenKind::LeftBracket:
      return group_or_sequence_pattern();
    case TokenKind::LeftBrace:
      return mapping_pattern();
    default:
      return nullptr;
  }
}

ast::Pattern* Parser::literal_pattern() {
  const std::size_t start = pos_;
  Expression* value = literal_expression();
  if (value == nullptr) return nullptr;
  if (value->is<ast::Constant>()) {
    const ast::ConstantKind constant = value->as<ast::Constant>()->value_kind;
    if (constant == ast::ConstantKind::None || constant == ast::ConstantKind::True ||
        constant == ast::ConstantKind::False) {
      auto* singleton = arena_.create<ast::MatchSingleton>();
      singleton->value = constant;
      return finish(singleton, range_from(start));
    }
  }
  auto* match = arena_.create<ast::MatchValue>();
  match->value = value;
  return finish(match, range_from(start), value);
}

// A signed number, a complex number, strings, None, True or False.
ast::Expression* Parser::literal_expression() {
  const std::size_t start = pos_;
  if (!at(TokenKind::Number) && !at(TokenKind::Minus)) {
    const bool is_literal =
        at(TokenKind::String) || at(TokenKind::None) || at(TokenKind::True) || at(TokenKind::False);
    return is_literal ? atom() : nullptr;
  }
  Expression* real = signed_number();
  if (real == nullptr || (!at(TokenKind::Plus) && !at(TokenKind::Minus))) return real;
  const ast::BinaryOperator op =
      at(TokenKind::Plus) ? ast::BinaryOperator::Add : ast::BinaryOperator::Sub;
  const auto is_imaginary = [](const Expression* value) {
    const auto* constant = value->try_as<ast::Constant>();
    return constant != nullptr && constant->value_kind == ast::ConstantKind::Imaginary;
  };
  const Expression* unsigned_real =
      real->is<ast::UnaryOp>() ? real->as<ast::UnaryOp>()->operand : real;
  if (is_imaginary(unsigned_real)) {
    return raise(unsigned_real->range, "real number required in complex literal");
  }
  advance();
  if (!at(TokenKind::Number)) return nullptr;
  Expression* imaginary = number();
  if (imaginary == nullptr) return nullptr;
  if (!is_imaginary(imaginary)) {
    return raise(imaginary->range, "imaginary number required in complex literal");
  }
  return make_binary(op, real, imaginary, start);
}

ast::Expression* Parser::signed_number() {
  const std::size_t start = pos_;
  const bool negative = accept(TokenKind::Minus);
  if (!at(TokenKind::Number)) return nullptr;
  Expression* value = number();
  if (!negative || value == nullptr) return value;
  auto* minus = arena_.create<ast::UnaryOp>();
  minus->op = ast::UnaryOperator::USub;
  minus->operand = value;
  return finish(minus, range_from(start), value);
}

// NAME ('.' NAME)*
ast::Expression* Parser::name_or_attribute() {
  const std::size_t start = pos_;
  auto* name = arena_.create<ast::Name>();
  name->range = tokens_[pos_].range;
  name->id = take_identifier();
  Expression* result = name;
  while (result != nullptr && accept(TokenKind::Dot)) {
    if (!at(TokenKind::Name)) return nullptr;
    auto* attribute = arena_.create<ast::Attribute>();
    attribute->value = result;
    attribute->attr = take_identifier();
    result = finish(attribute, range_from(start), attribute->value);
  }
  return result;
}

// A capture, the wildcard, a dotted name (a value), or a class pattern.
ast::Pattern* Parser::name_pattern() {
  const std::size_t start = pos_;
  const bool wildcard = at_soft_keyword("_");
  Expression* name = name_or_attribute();
  if (name == nullptr) return nullptr;
  if (at(TokenKind::LeftParenthesis)) return class_pattern(start, name);
  if (at(TokenKind::Equal)) return nullptr;
  if (name->is<ast::Attribute>()) {
    auto* value = arena_.create<ast::MatchValue>();
    value->value = name;
    return finish(value, range_from(start), name);
  }
  auto* capture = arena_.create<ast::MatchAs>();
  if (!wildcard) capture->name = name->as<ast::Name>()->id;
  return finish(capture, range_from(start));
}

// '(' [pattern,* name=pattern,*] ')'. At '('.
ast::Pattern* Parser::class_pattern(std::size_t start, Expression* cls) {
  advance();
  Collector<ast::Node> items(*this);  // positional patterns, then the keywords' patterns
  std::vector<ast::Identifier> names;
  Pattern* first_misplaced = nullptr;
  Pattern* last_misplaced = nullptr;
  while (!at(TokenKind::RightParenthesis)) {
    const bool is_keyword = at(TokenKind::Name) && next_kind() == TokenKind::Equal;
    if (is_keyword) {
      if (last_misplaced != nullptr) break;
      names.push_back(take_identifier());
      advance();
    }
    Pattern* pattern = as_pattern();
    if (pattern == nullptr) return nullptr;
    if (!is_keyword && !names.empty()) {
      if (!diagnosing_) return nullptr;
      if (first_misplaced == nullptr) first_misplaced = pattern;
      last_misplaced = pattern;
    }
    items.push(pattern);
    if (!accept(TokenKind::Comma)) break;
  }
  if (last_misplaced != nullptr) {
    return raise(between(first_misplaced->range, last_misplaced->range),
                 "positional patterns follow keyword patterns");
  }
  if (!accept(TokenKind::RightParenthesis)) return nullptr;
  auto* node = arena_.create<ast::MatchClass>();
  node->cls = cls;
  const std::size_t positional = items.size() - names.size();
  Collector<Pattern> list(*this);
  for (std::size_t index = 0; index < positional; ++index)
    list.push(static_cast<Pattern*>(items[index]));
  node->patterns = list.take();
  Collector<Pattern> keyword_list(*this);
  for (std::size_t index = positional; index < items.size(); ++index) {
    keyword_list.push(static_cast<Pattern*>(items[index]));
  }
  node->kwd_patterns = keyword_list.take();
  node->kwd_attrs = arena_.copy(names);
  return finish(node, range_from(start), cls, node->patterns, node->kwd_patterns);
}

// '(' pattern ')' | '(' sequence ')' | '[' sequence ']'
ast::Pattern* Parser::group_or_sequence_pattern() {
  const std::size_t start = pos_;
  const bool parenthesized = at(TokenKind::LeftParenthesis);
  const TokenKind end = parenthesized ? TokenKind::RightParenthesis : TokenKind::RightBracket;
  advance();
  Collector<Pattern> list(*this);
  bool comma = false;
  while (!at(end)) {
    Pattern* next = maybe_star_pattern();
    if (next == nullptr) return nullptr;
    list.push(next);
    comma = accept(TokenKind::Comma);
    if (!comma) break;
  }
  if (!accept(end)) return nullptr;
  if (parenthesized && list.size() == 1 && !comma)
    return list[0]->is<ast::MatchStar>() ? nullptr : list[0];
  auto* sequence = arena_.create<ast::MatchSequence>();
  sequence->patterns = list.take();
  return finish(sequence, range_from(start), sequence->patterns);
}

// '{' (key ':' pattern),* ['**' NAME] '}'
ast::Pattern* Parser::mapping_pattern() {
  const std::size_t start = pos_;
  advance();
  Collector<ast::Node> items(*this);  // key, pattern, key, pattern
  auto* node = arena_.create<ast::MatchMapping>();
  while (!at(TokenKind::RightBrace) && node->rest.data() == nullptr) {
    if (accept(TokenKind::DoubleStar)) {
      if (!at(TokenKind::Name) || at_soft_keyword("_")) return nullptr;
      node->rest = take_identifier();
    } else {
      Expression* key = at(TokenKind::Name) ? mapping_key() : literal_expression();
      if (key == nullptr || !accept(TokenKind::Colon)) return nullptr;
      Pattern* value = as_pattern();
      if (value == nullptr) return nullptr;
      items.push(key);
      items.push(value);
    }
    if (!accept(TokenKind::Comma)) break;
  }
  if (!accept(TokenKind::RightBrace)) return nullptr;
  Collector<Expression> keys(*this);
  for (std::size_t index = 0; index < items.size(); index += 2)
    keys.push(static_cast<Expression*>(items[index]));
  node->keys = keys.take();
  Collector<Pattern> values(*this);
  for (std::size_t index = 1; index < items.size(); index += 2)
    values.push(static_cast<Pattern*>(items[index]));
  node->patterns = values.take();
  return finish(node, range_from(start), node->keys, node->patterns);
}

// A dotted name.
ast::Expression* Parser::mapping_key() {
  Expression* key = name_or_attribute();
  return key != nullptr && key->is<ast::Attribute>() ? key : nullptr;
}

}  // namespace gilsim::vm
