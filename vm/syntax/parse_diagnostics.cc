// SPDX-License-Identifier: MIT
//
// Known mistakes: what the second pass looks for. Each function stands for rules of CPython's
// grammar that match wrong programs only, is called at the place where CPython tries them, and
// restores `pos_`.

#include "vm/syntax/parser_impl.h"

namespace gilsim::vm {
namespace {

bool is_soft_keyword(std::string_view name) {
  return name == "match" || name == "case" || name == "_";
}
bool is_legacy_statement(std::string_view name) { return name == "print" || name == "exec"; }

bool can_start_expression(TokenKind kind) {
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

// Can it only start an expression, not continue one?
bool starts_operand(TokenKind kind) {
  return can_start_expression(kind) && kind != TokenKind::LeftParenthesis &&
         kind != TokenKind::LeftBracket && kind != TokenKind::Plus && kind != TokenKind::Minus &&
         kind != TokenKind::Not;
}

}  // namespace

// Goes back to where it started when the scope ends.
class Parser::Rewind {
 public:
  explicit Rewind(Parser& parser) : parser_(parser), position_(parser.pos_) {}
  Rewind(const Rewind&) = delete;
  Rewind& operator=(const Rewind&) = delete;
  ~Rewind() { parser_.pos_ = position_; }

 private:
  Parser& parser_;
  std::size_t position_;
};

// The same, for text that the second pass has seen already: it found nothing there, and looking
// again at every level of nesting would take exponential time.
class Parser::Quiet {
 public:
  explicit Quiet(Parser& parser)
      : rewind_(parser), parser_(parser), diagnosing_(parser.diagnosing_) {
    parser_.diagnosing_ = false;
  }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
  ~Quiet() { parser_.diagnosing_ = diagnosing_; }

 private:
  Rewind rewind_;
  Parser& parser_;
  bool diagnosing_;
};

std::string_view Parser::expression_name(const Expression* expression) {
  using enum ast::ExpressionKind;
  // clang-format off
  switch (expression->kind) {
    case Attribute: return "attribute";
    case Subscript: return "subscript";
    case Starred: return "starred";
    case Name: return "name";
    case List: return "list";
    case Tuple: return "tuple";
    case Lambda: return "lambda";
    case Call: return "function call";
    case BoolOp:
    case BinOp:
    case UnaryOp: return "expression";
    case GeneratorExp: return "generator expression";
    case Yield:
    case YieldFrom: return "yield expression";
    case ListComp: return "list comprehension";
    case SetComp: return "set comprehension";
    case DictComp: return "dict comprehension";
    case Dict: return "dict literal";
    case Set: return "set display";
    case JoinedStr:
    case FormattedValue: return "f-string expression";
    case Compare: return "comparison";
    case IfExp: return "conditional expression";
    case NamedExpr: return "named expression";
    case Slice: return "slice";
    case Constant: break;
  }
  // clang-format on
  switch (expression->as<ast::Constant>()->value_kind) {
    case ast::ConstantKind::None:
      return "None";
    case ast::ConstantKind::True:
      return "True";
    case ast::ConstantKind::False:
      return "False";
    case ast::ConstantKind::Ellipsis:
      return "ellipsis";
    default:
      return "literal";
  }
}

// The first part of `expression` that cannot be a target, or null.
ast::Expression* Parser::invalid_target_in(Expression* expression, bool deleting, bool in_for) {
  ast::List_<Expression> elements;
  switch (expression->kind) {
    case ast::ExpressionKind::List:
      elements = expression->as<ast::List>()->elts;
      break;
    case ast::ExpressionKind::Tuple:
      elements = expression->as<ast::Tuple>()->elts;
      break;
    case ast::ExpressionKind::Starred:
      if (deleting) return expression;
      return invalid_target_in(expression->as<ast::Starred>()->value, deleting, in_for);
    case ast::ExpressionKind::Compare: {
      auto* compare = expression->as<ast::Compare>();
      if (!in_for) return expression;
      if (compare->ops[0] != ast::CompareOperator::In) return nullptr;
      return invalid_target_in(compare->left, deleting, in_for);
    }
    case ast::ExpressionKind::Name:
    case ast::ExpressionKind::Subscript:
    case ast::ExpressionKind::Attribute:
      return nullptr;
    default:
      return expression;
  }
  for (Expression* element : elements) {
    if (Expression* invalid = invalid_target_in(element, deleting, in_for)) return invalid;
  }
  return nullptr;
}

void Parser::diagnose_invalid_target(Expression* expression, bool deleting, bool in_for) {
  const Expression* invalid = invalid_target_in(expression, deleting, in_for);
  if (invalid == nullptr) return;
  raise(invalid->range, (deleting ? "cannot delete " : "cannot assign to ") +
                            std::string(expression_name(invalid)));
}

// Behind the disjunction `parsed`, which started at `start`, stands another expression: a comma is
// missing.
void Parser::diagnose_expression(std::size_t start, Expression* parsed) {
  const bool name_string = token(start).kind == TokenKind::Name && start + 1 < tokens_.size() &&
                           token(start + 1).kind == TokenKind::String;
  const bool soft_keyword = token(start).kind == TokenKind::Name && is_soft_keyword(text(start));
  if (name_string || soft_keyword || !can_start_expression(kind())) return;
  const Quiet quiet(*this);
  remembering_ = true;
  const Expression* second = expression();
  remembering_ = false;
  const auto* name = parsed->try_as<ast::Name>();
  const bool legacy = name != nullptr && is_legacy_statement(name->id);
  if (second != nullptr && !failed() && !legacy && tokens_[pos_ - 1].level > 0) {
    raise(between(parsed->range, second->range), "invalid syntax. Perhaps you forgot a comma?");
  }
}

// `print x` and `exec x`, the statements of Python 2. After other names CPython reads on, too, and
// may find another mistake there.
void Parser::diagnose_legacy_statement(std::size_t start) {
  if (token(start).kind != TokenKind::Name || start + 1 >= tokens_.size()) return;
  const TokenKind following = token(start + 1).kind;
  const bool legacy = is_legacy_statement(text(start));
  if (following == TokenKind::LeftParenthesis || nesting_ >= kMaxNesting) return;
  if (legacy ? !can_start_expression(following) && following != TokenKind::Star
             : !starts_operand(following)) {
    return;
  }
  const Rewind rewind(*this);
  pos_ = start + 1;
  ++nesting_;
  const Expression* operand = star_expressions();
  --nesting_;
  if (legacy && operand != nullptr && !failed()) {
    const std::string name(text(start));
    raise(between(token(start).range, operand->range),
          "Missing parentheses in call to '" + name + "'. Did you mean " + name + "(...)?");
  }
}

// Behind the expression `parsed`, where a named expression may stand: `:=` with a wrong target, or
// `=` for `==`.
void Parser::diagnose_named_expression(std::size_t start, Expression* parsed) {
  if (!at(TokenKind::ColonEqual) && !at(TokenKind::Equal)) return;
  const Rewind rewind(*this);
  if (accept(TokenKind::ColonEqual)) {
    if (expression() != nullptr && !failed()) {
      raise(parsed->range,
            "cannot use assignment expressions with " + std::string(expression_name(parsed)));
    }
    return;
  }
  pos_ = start;
  const bool is_name = at(TokenKind::Name) && glance() == TokenKind::Equal;
  const bool is_keyword = at(TokenKind::True) || at(TokenKind::False) || at(TokenKind::None);
  if (!is_name && at(TokenKind::LeftParenthesis)) {
    const Expression* display = atom();
    if (failed()) return;
    const bool displays = display != nullptr &&
                          tokens_[start].range.column == display->range.column &&
                          tokens_[start].range.line == display->range.line;
    if (displays && (display->is<ast::Tuple>() || display->is<ast::GeneratorExp>())) return;
  } else if (!is_name && at(TokenKind::LeftBracket)) {
    const Expression* display = atom();
    if (failed() || (display != nullptr && display->is<ast::List>())) return;
  }
  pos_ = start;
  const Expression* target = bitwise_or();
  if (target == nullptr || failed() || is_keyword || !accept(TokenKind::Equal)) return;
  const Expression* value = bitwise_or();
  if (value == nullptr || failed() || at(TokenKind::Equal) || at(TokenKind::ColonEqual)) return;
  if (is_name) {
    raise(between(target->range, value->range),
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  } else {
    raise(target->range, "cannot assign to " + std::string(expression_name(target)) +
                             " here. Maybe you meant '==' instead of '='?");
  }
}

// A statement that starts with an expression and is neither an assignment nor that expression
// alone.
void Parser::diagnose_assignment(std::size_t start) {
  const Rewind rewind(*this);
  pos_ = start;
  if (!at(TokenKind::Yield)) {
    const Expression* first = star_named_expression();
    if (failed()) return;
    if (first != nullptr && at(TokenKind::Colon) &&
        (first->is<ast::List>() || first->is<ast::Tuple>())) {
      advance();
      if (expression() != nullptr && !failed()) {
        raise(first->range, "only single target (not " + std::string(expression_name(first)) +
                                ") can be annotated");
      }
      return;
    }
    if (first != nullptr && at(TokenKind::Comma)) {
      advance();
      std::size_t element = pos_;
      while (star_named_expression() != nullptr) {
        accept(TokenKind::Comma);
        element = pos_;
      }
      pos_ = element;
      if (!failed() && accept(TokenKind::Colon) && expression() != nullptr) {
        raise(first->range, "only single target (not tuple) can be annotated");
      }
    } else if (first != nullptr && !first->is<ast::Starred>() && accept(TokenKind::Colon) &&
               expression() != nullptr) {
      raise(first->range, "illegal target for annotation");
    }
    if (failed()) return;
  }
  // (star_targets '=')* something '='
  pos_ = start;
  for (;;) {
    if (at(TokenKind::Yield)) {
      const Expression* yield = yield_expression();
      if (yield != nullptr && at(TokenKind::Equal))
        raise(yield->range, "assignment to yield expression not possible");
      return;
    }
    Expression* value = star_expressions();
    if (value == nullptr || failed()) return;
    if (at(TokenKind::Equal)) {
      diagnose_invalid_target(value, false, false);
      if (failed()) return;
      advance();
      continue;
    }
    if (kind() >= TokenKind::PlusEqual && kind() <= TokenKind::DoubleSlashEqual) {
      advance();
      if (annotated_rhs() != nullptr && !failed()) {
        raise(value->range, "'" + std::string(expression_name(value)) +
                                "' is an illegal expression for augmented assignment");
      }
    }
    return;
  }
}

// What cannot be the element of a comprehension. `bracket` is the opening bracket.
void Parser::diagnose_comprehension(std::size_t bracket) {
  const Quiet quiet(*this);
  const bool parenthesis = token(bracket).kind == TokenKind::LeftParenthesis;
  const bool brace = token(bracket).kind == TokenKind::LeftBrace;
  ast::List_<ast::Comprehension> clauses;
  pos_ = bracket + 1;
  if (brace && at(TokenKind::DoubleStar)) {
    const SourceRange stars = token(pos_).range;
    advance();
    if (bitwise_or() != nullptr && at(TokenKind::For) && comprehension_clauses(clauses) &&
        !failed()) {
      raise(stars, "dict unpacking cannot be used in dict comprehension");
    }
    return;
  }
  if (at(TokenKind::Star)) {
    const SourceRange star = token(pos_).range;
    advance();
    const Expression* value = expression();
    if (value != nullptr && at(TokenKind::For) && comprehension_clauses(clauses) && !failed()) {
      raise(between(star, value->range), "iterable unpacking cannot be used in comprehension");
      return;
    }
  }
  if (parenthesis || failed()) return;
  pos_ = bracket + 1;
  const Expression* first = star_named_expression();
  if (first == nullptr || !at(TokenKind::Comma)) return;
  SourceRange last = token(pos_).range;
  while (accept(TokenKind::Comma)) {
    if (at(TokenKind::For)) break;
    const Expression* element = star_named_expression();
    if (element == nullptr) return;
    last = element->range;
  }
  if (!failed() && at(TokenKind::For) && comprehension_clauses(clauses) && !failed()) {
    raise(between(first->range, last),
          "did you forget parentheses around the comprehension target?");
  }
}

void Parser::diagnose_for_target(std::size_t for_keyword) {
  const Rewind rewind(*this);
  pos_ = for_keyword + 1;
  Expression* target = star_expressions();
  if (target != nullptr && !failed()) diagnose_invalid_target(target, false, true);
}

// An item of a dict display that is none: `key`, `key:`, `key: *value`.
void Parser::diagnose_dict_item(std::size_t item_start, bool is_first) {
  const Quiet quiet(*this);
  pos_ = item_start;
  const Expression* key = expression();
  if (key == nullptr || failed()) return;
  if (!at(TokenKind::Colon)) {
    if (is_first) return;
    const SourceRange end = {key->range.line, key->range.end_column - 1, key->range.end_line, 0};
    raise({end.line, end.column, end.end_line, end.column}, "':' expected after dictionary key");
    error_->end_column = 0;
    return;
  }
  const SourceRange colon_range = token(pos_).range;
  advance();
  if (at(TokenKind::Star)) {
    const SourceRange star = token(pos_).range;
    advance();
    if (bitwise_or() != nullptr && !failed()) {
      raise_from(star, "cannot use a starred expression in a dictionary value");
    }
  } else if (at(TokenKind::RightBrace) || at(TokenKind::Comma)) {
    raise(colon_range, "expression expected after dictionary key and ':'");
  }
}

// Behind a positional argument that stands after a keyword. The message stands where the arguments
// after it end.
void Parser::diagnose_positional_argument(const ArgumentCounts& counts) {
  const Rewind rewind(*this);
  ArgumentCounts rest;
  while (accept(TokenKind::Comma) && !at(TokenKind::RightParenthesis)) {
    const bool named =
        at(TokenKind::DoubleStar) || (at(TokenKind::Name) && glance() == TokenKind::Equal);
    const ast::Node* next = named                 ? static_cast<ast::Node*>(keyword_argument(rest))
                            : at(TokenKind::Star) ? static_cast<ast::Node*>(star_expression())
                                                  : static_cast<ast::Node*>(positional_argument());
    if (next == nullptr || (!named && rest.keywords > 0)) break;
  }
  raise_at_last_token(counts.double_stars ? "positional argument follows keyword argument unpacking"
                                          : "positional argument follows keyword argument");
}

// Behind the argument `element`, at a `for`: a generator expression needs parentheses beside other
// arguments.
void Parser::diagnose_generator_argument(std::size_t start, Expression* element,
                                         const ArgumentCounts& counts) {
  const Quiet quiet(*this);
  pos_ = start;
  if (positional_argument() == nullptr || failed()) return;
  ast::List_<ast::Comprehension> clauses;
  if (!comprehension_clauses(clauses) || failed()) return;
  const bool alone = counts.positional == 0 && counts.keywords == 0;
  if (alone && !accept(TokenKind::Comma)) return;
  const ast::Comprehension* last = clauses.back();
  const SourceRange end = last->ifs.empty() ? last->iter->range : last->ifs.back()->range;
  raise(between(element->range, end), "Generator expression must be parenthesized");
}

// (*x) and (**x).
void Parser::diagnose_group(std::size_t parenthesis) {
  const Quiet quiet(*this);
  pos_ = parenthesis + 1;
  const SourceRange stars = token(pos_).range;
  if (accept(TokenKind::DoubleStar)) {
    if (expression() != nullptr && !failed() && at(TokenKind::RightParenthesis)) {
      raise(stars, "cannot use double starred expression here");
    }
  } else if (accept(TokenKind::Star)) {
    const Expression* value = expression();
    if (value != nullptr && !failed() && at(TokenKind::RightParenthesis)) {
      raise(between(stars, value->range), "cannot use starred expression here");
    }
  }
}

void Parser::diagnose_except(std::size_t keyword) {
  const Rewind rewind(*this);
  pos_ = keyword + 1;
  const bool is_star = accept(TokenKind::Star);
  if (is_star && (at(TokenKind::Newline) || at(TokenKind::Colon))) {
    raise_at_last_token("expected one or more exception types");
    return;
  }
  if (at(TokenKind::Newline)) {
    raise_at_last_token("expected ':'");
    return;
  }
  const Expression* type = expression();
  if (type == nullptr || failed()) return;
  if (at(TokenKind::Comma)) {
    while (accept(TokenKind::Comma)) {
      if (at(TokenKind::As) || at(TokenKind::Colon)) break;
      if (expression() == nullptr) return;
    }
    if (accept(TokenKind::As) && !accept(TokenKind::Name)) return;
    if (!failed() && at(TokenKind::Colon)) {
      raise_from(type->range, "multiple exception types must be parenthesized");
    }
    return;
  }
  if (accept(TokenKind::As) && !accept(TokenKind::Name)) return;
  if (at(TokenKind::Newline)) raise_at_last_token("expected ':'");
}

// def f(a, (b, c)): as in Python 2. At '('.
void Parser::diagnose_parenthesized_parameters(bool of_lambda) {
  const Rewind rewind(*this);
  const SourceRange open_range = token(pos_).range;
  advance();
  do {
    if (!accept(TokenKind::Name)) break;
    if (!of_lambda && accept(TokenKind::Colon) && expression() == nullptr) return;
  } while (accept(TokenKind::Comma));
  if (failed() || !at(TokenKind::RightParenthesis) ||
      token(pos_ - 1).kind == TokenKind::LeftParenthesis)
    return;
  raise(between(open_range, token(pos_).range),
        of_lambda ? "Lambda expression parameters cannot be parenthesized"
                  : "Function parameters cannot be parenthesized");
}

}  // namespace gilsim::vm
