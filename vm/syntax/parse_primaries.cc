// SPDX-License-Identifier: MIT
//
// Atoms, displays, comprehensions, and what follows a primary: attributes, calls, subscripts.

#include "vm/syntax/literals.h"
#include "vm/syntax/parser_impl.h"

namespace gilsim::vm {

// atom ('.' NAME | '(' arguments ')' | '[' slices ']')*
ast::Expression* Parser::primary() {
  const std::size_t start = pos_;
  Expression* value = atom();
  while (value != nullptr) {
    const std::size_t trailer = pos_;
    Expression* longer = nullptr;
    if (at(TokenKind::Dot)) {
      advance();
      if (at(TokenKind::Name)) {
        auto* attribute = arena_.create<ast::Attribute>();
        attribute->value = value;
        attribute->attr = take_identifier();
        longer = finish(attribute, range_from(start), value);
      }
    } else if (at(TokenKind::LeftParenthesis)) {
      longer = call(start, value);
    } else if (at(TokenKind::LeftBracket)) {
      advance();
      Expression* index = slices();
      if (index != nullptr && accept(TokenKind::RightBracket)) {
        auto* subscript = arena_.create<ast::Subscript>();
        subscript->value = value;
        subscript->slice = index;
        longer = finish(subscript, range_from(start), value, index);
      }
    } else {
      break;
    }
    if (longer == nullptr) {
      if (failed()) return nullptr;
      pos_ = trailer;
      break;
    }
    value = longer;
  }
  return value;
}

ast::Expression* Parser::atom() {
  switch (kind()) {
    case TokenKind::Name: {
      auto* name = arena_.create<ast::Name>();
      name->range = tokens_[pos_].range;
      name->id = take_identifier();
      return name;
    }
    case TokenKind::Number:
      return number();
    case TokenKind::String:
      return strings();
    case TokenKind::True:
      return keyword_constant(ast::ConstantKind::True);
    case TokenKind::False:
      return keyword_constant(ast::ConstantKind::False);
    case TokenKind::None:
      return keyword_constant(ast::ConstantKind::None);
    case TokenKind::Ellipsis:
      return keyword_constant(ast::ConstantKind::Ellipsis);
    case TokenKind::LeftParenthesis:
      return parenthesized();
    case TokenKind::LeftBracket:
      return list_display();
    case TokenKind::LeftBrace:
      return brace_display();
    case TokenKind::Await:
      return refuse(pos_, "'await'");
    default:
      return nullptr;
  }
}

ast::Expression* Parser::keyword_constant(ast::ConstantKind value) {
  auto* constant = arena_.create<ast::Constant>();
  constant->value_kind = value;
  constant->range = tokens_[pos_].range;
  advance();
  return constant;
}

ast::Expression* Parser::number() {
  auto* constant = arena_.create<ast::Constant>();
  constant->range = tokens_[pos_].range;
  std::string message;
  if (!decode_number(text(pos_), *constant, arena_, message)) {
    set_error(SyntaxErrorType::SyntaxError, std::move(message), constant->range.line, 0,
              constant->range.line, 0);
    return nullptr;
  }
  advance();
  return constant;
}

// '(' ... ')': a group, a tuple or a generator expression. REQUIRES: at '('.
ast::Expression* Parser::parenthesized() {
  const std::size_t start = pos_;
  advance();
  if (at(TokenKind::RightParenthesis)) return tuple_rest(start, nullptr);
  if (at(TokenKind::Yield)) {
    Expression* yield = yield_expression();
    return yield != nullptr && accept(TokenKind::RightParenthesis) ? yield : nullptr;
  }
  Expression* first = star_named_expression();
  if (first != nullptr && at(TokenKind::Comma)) return tuple_rest(start, first);
  if (first != nullptr && !first->is<ast::Starred>()) {
    if (accept(TokenKind::RightParenthesis)) return first;
    if (at(TokenKind::For) || at(TokenKind::Async)) {
      ast::List_<ast::Comprehension> generators;
      if (!comprehension_clauses(generators) || !accept(TokenKind::RightParenthesis))
        return nullptr;
      auto* generator = arena_.create<ast::GeneratorExp>();
      generator->elt = first;
      generator->generators = generators;
      return finish(generator, range_from(start), first, generators);
    }
  }
  if (diagnosing_ && !failed()) {
    diagnose_group(start);
    if (!failed()) diagnose_comprehension(start);
  }
  return nullptr;
}

// The rest of a parenthesised tuple: at its first comma, or at ')' when it is empty.
ast::Expression* Parser::tuple_rest(std::size_t start, Expression* first) {
  Collector<Expression> elements(*this);
  if (first != nullptr) elements.push(first);
  while (accept(TokenKind::Comma)) {
    if (at(TokenKind::RightParenthesis)) break;
    Expression* element = star_named_expression();
    if (element == nullptr) return nullptr;
    elements.push(element);
  }
  if (!accept(TokenKind::RightParenthesis)) return nullptr;
  auto* tuple = arena_.create<ast::Tuple>();
  tuple->elts = elements.take();
  return finish(tuple, range_from(start), tuple->elts);
}

// REQUIRES: at '['.
ast::Expression* Parser::list_display() {
  const std::size_t start = pos_;
  advance();
  Collector<Expression> elements(*this);
  bool well_formed = true;
  if (!at(TokenKind::RightBracket)) {
    Expression* first = star_named_expression();
    if (first != nullptr && !first->is<ast::Starred>() &&
        (at(TokenKind::For) || at(TokenKind::Async))) {
      ast::List_<ast::Comprehension> generators;
      if (!comprehension_clauses(generators) || !accept(TokenKind::RightBracket)) return nullptr;
      auto* comprehension = arena_.create<ast::ListComp>();
      comprehension->elt = first;
      comprehension->generators = generators;
      return finish(comprehension, range_from(start), first, generators);
    }
    well_formed = first != nullptr;
    if (well_formed) elements.push(first);
    while (well_formed && accept(TokenKind::Comma)) {
      if (at(TokenKind::RightBracket)) break;
      Expression* element = star_named_expression();
      well_formed = element != nullptr;
      if (well_formed) elements.push(element);
    }
  }
  if (well_formed && accept(TokenKind::RightBracket)) {
    auto* list = arena_.create<ast::List>();
    list->elts = elements.take();
    return finish(list, range_from(start), list->elts);
  }
  if (diagnosing_ && !failed()) diagnose_comprehension(start);
  return nullptr;
}

// '{' ... '}': a dict, a set or a comprehension of either. REQUIRES: at '{'.
ast::Expression* Parser::brace_display() {
  const std::size_t start = pos_;
  advance();
  if (at(TokenKind::RightBrace) || at(TokenKind::DoubleStar)) return dict_rest(start, nullptr);
  Expression* first = nullptr;
  const std::size_t first_at = pos_;
  const bool plain =
      !at(TokenKind::Star) && !(at(TokenKind::Name) && glance() == TokenKind::ColonEqual);
  if (plain) {
    first = expression();
    if (first != nullptr && at(TokenKind::Colon)) return dict_rest(start, first);
    if (first != nullptr && diagnosing_) {
      diagnose_named_expression(first_at, first);
      if (failed()) return nullptr;
    }
  } else {
    first = star_named_expression();
  }
  if (first != nullptr && !first->is<ast::Starred>() &&
      (at(TokenKind::For) || at(TokenKind::Async))) {
    ast::List_<ast::Comprehension> generators;
    if (!comprehension_clauses(generators) || !accept(TokenKind::RightBrace)) return nullptr;
    auto* comprehension = arena_.create<ast::SetComp>();
    comprehension->elt = first;
    comprehension->generators = generators;
    return finish(comprehension, range_from(start), first, generators);
  }
  Collector<Expression> elements(*this);
  bool well_formed = first != nullptr;
  if (well_formed) elements.push(first);
  while (well_formed && accept(TokenKind::Comma)) {
    if (at(TokenKind::RightBrace)) break;
    Expression* element = star_named_expression();
    well_formed = element != nullptr;
    if (well_formed) elements.push(element);
  }
  if (well_formed && accept(TokenKind::RightBrace)) {
    auto* set = arena_.create<ast::Set>();
    set->elts = elements.take();
    return finish(set, range_from(start), set->elts);
  }
  if (diagnosing_ && !failed()) diagnose_comprehension(start);
  return nullptr;
}

// A dict from its first item on; `first_key` is that item's key, parsed already, or null.
ast::Expression* Parser::dict_rest(std::size_t start, Expression* first_key) {
  Collector<ast::Node> items(*this);  // key, value, key, value; a key is null before `**`
  while (!at(TokenKind::RightBrace)) {
    const std::size_t item_start = items.empty() ? start + 1 : pos_;
    Expression* key = first_key;
    Expression* value = nullptr;
    first_key = nullptr;
    if (key == nullptr && accept(TokenKind::DoubleStar)) {
      value = bitwise_or();
    } else {
      if (key == nullptr) key = expression();
      if (key != nullptr && accept(TokenKind::Colon)) value = expression();
    }
    if (value == nullptr) {
      if (!failed())
        diagnose_dict_item(item_start, items.empty());  // CPython does so in the first pass already
      return nullptr;
    }
    items.push(key);
    items.push(value);
    if (items.size() == 2 && key != nullptr && (at(TokenKind::For) || at(TokenKind::Async))) {
      ast::List_<ast::Comprehension> generators;
      if (!comprehension_clauses(generators) || !accept(TokenKind::RightBrace)) return nullptr;
      auto* comprehension = arena_.create<ast::DictComp>();
      comprehension->key = key;
      comprehension->value = value;
      comprehension->generators = generators;
      return finish(comprehension, range_from(start), key, value, generators);
    }
    if (!accept(TokenKind::Comma)) break;
  }
  if (accept(TokenKind::RightBrace)) return finish_dict(start, items);
  if (diagnosing_ && !failed()) diagnose_comprehension(start);
  return nullptr;
}

ast::Expression* Parser::finish_dict(std::size_t start, const Collector<ast::Node>& items) {
  auto* dict = arena_.create<ast::Dict>();
  Collector<Expression> keys(*this);
  for (std::size_t index = 0; index < items.size(); index += 2)
    keys.push(static_cast<Expression*>(items[index]));
  dict->keys = keys.take();
  Collector<Expression> values(*this);
  for (std::size_t index = 1; index < items.size(); index += 2)
    values.push(static_cast<Expression*>(items[index]));
  dict->values = values.take();
  return finish(dict, range_from(start), dict->keys, dict->values);
}

// slice !',' | ','.(slice | starred_expression)+ [',']
ast::Expression* Parser::slices() {
  const std::size_t start = pos_;
  Expression* first = at(TokenKind::Star) ? star_expression() : slice();
  if (first == nullptr) return nullptr;
  if (!at(TokenKind::Comma) && !first->is<ast::Starred>()) return first;
  Collector<Expression> elements(*this);
  elements.push(first);
  while (accept(TokenKind::Comma)) {
    if (at(TokenKind::RightBracket)) break;
    Expression* element = at(TokenKind::Star) ? star_expression() : slice();
    if (element == nullptr) return nullptr;
    elements.push(element);
  }
  auto* tuple = arena_.create<ast::Tuple>();
  tuple->elts = elements.take();
  return finish(tuple, range_from(start), tuple->elts);
}

// [expression] ':' [expression] [':' [expression]] | named_expression
ast::Expression* Parser::slice() {
  const std::size_t start = pos_;
  Expression* lower = nullptr;
  if (!at(TokenKind::Colon)) {
    lower = named_expression();
    if (lower == nullptr || !at(TokenKind::Colon) || lower->is<ast::NamedExpr>()) return lower;
  }
  advance();
  const auto at_end = [&] {
    return at(TokenKind::RightBracket) || at(TokenKind::Comma) || at(TokenKind::Colon);
  };
  auto* slice_node = arena_.create<ast::Slice>();
  slice_node->lower = lower;
  if (!at_end()) {
    slice_node->upper = expression();
    if (slice_node->upper == nullptr) return nullptr;
  }
  if (accept(TokenKind::Colon) && !at_end()) {
    slice_node->step = expression();
    if (slice_node->step == nullptr) return nullptr;
  }
  return finish(slice_node, range_from(start), lower, slice_node->upper, slice_node->step);
}

// ('for' star_targets 'in' disjunction ('if' disjunction)*)+
bool Parser::comprehension_clauses(ast::List_<ast::Comprehension>& clauses) {
  Collector<ast::Comprehension> collected(*this);
  do {
    ast::Comprehension* clause = comprehension_clause();
    if (clause == nullptr) return false;
    collected.push(clause);
  } while (at(TokenKind::For) || at(TokenKind::Async));
  clauses = collected.take();
  return true;
}

ast::Comprehension* Parser::comprehension_clause() {
  const std::size_t start = pos_;
  if (at(TokenKind::Async)) return refuse(pos_, "'async'");
  advance();
  Expression* target = star_targets();
  if (target == nullptr || !accept(TokenKind::In)) {
    if (diagnosing_ && !failed()) diagnose_for_target(start);
    return nullptr;
  }
  auto* clause = arena_.create<ast::Comprehension>();
  clause->target = target;
  clause->iter = disjunction();
  if (clause->iter == nullptr) return nullptr;
  Collector<Expression> conditions(*this);
  while (accept(TokenKind::If)) {
    Expression* condition = disjunction();
    if (condition == nullptr) return nullptr;
    conditions.push(condition);
  }
  clause->ifs = conditions.take();
  return finish(clause, range_from(start), target, clause->iter, clause->ifs);
}

// REQUIRES: at '('.
ast::Expression* Parser::call(std::size_t start, Expression* function) {
  advance();
  auto* node = arena_.create<ast::Call>();
  node->func = function;
  if (!arguments(node->args, node->keywords, true)) return nullptr;
  return finish(node, range_from(start), function, node->args, node->keywords);
}

// What stands between '(' and ')', and the ')': the arguments of a call or of a class. Positional
// arguments and *iterables come first, then name=value and *iterables, then name=value and
// **mappings.
bool Parser::arguments(ast::List_<Expression>& positional, ast::List_<ast::Keyword>& keywords,
                       bool allow_generator) {
  const std::size_t parenthesis = pos_ - 1;
  Collector<ast::Node> items(*this);  // pairs: a positional argument or null, a keyword or null
  ArgumentCounts counts;
  while (!at(TokenKind::RightParenthesis)) {
    const std::size_t start = pos_;
    const bool is_name = at(TokenKind::Name);
    if (at(TokenKind::DoubleStar) || (is_name && glance() == TokenKind::Equal)) {
      ast::Keyword* keyword = keyword_argument(counts);
      if (keyword == nullptr) return false;
      items.push(nullptr);
      items.push(keyword);
    } else {
      Expression* value = at(TokenKind::Star) ? starred_argument(counts) : positional_argument();
      if (value == nullptr) return false;
      if (!value->is<ast::Starred>() && (at(TokenKind::For) || at(TokenKind::Async))) {
        if (allow_generator && items.empty()) {
          if (Expression* generator = lone_generator_argument(parenthesis, value)) {
            positional = arena_.copy(&generator, 1);
            return true;
          }
        }
        if (diagnosing_ && !failed()) diagnose_generator_argument(start, value, counts);
        return false;
      }
      if (counts.keywords > 0 && !value->is<ast::Starred>()) {
        if (diagnosing_) diagnose_positional_argument(counts);
        return false;
      }
      ++counts.positional;
      counts.plain += value->is<ast::Starred>() ? 0 : 1;
      items.push(value);
      items.push(nullptr);
    }
    if (!accept(TokenKind::Comma)) break;
  }
  if (!accept(TokenKind::RightParenthesis)) return false;
  split_arguments(items, positional, keywords);
  return true;
}

void Parser::split_arguments(const Collector<ast::Node>& items, ast::List_<Expression>& positional,
                             ast::List_<ast::Keyword>& keywords) {
  Collector<Expression> values(*this);
  for (std::size_t index = 0; index < items.size(); index += 2) {
    if (items[index] != nullptr) values.push(static_cast<Expression*>(items[index]));
  }
  positional = values.take();
  Collector<ast::Keyword> named(*this);
  for (std::size_t index = 1; index < items.size(); index += 2) {
    if (items[index] != nullptr) named.push(static_cast<ast::Keyword*>(items[index]));
  }
  keywords = named.take();
}

// NAME '=' expression | '**' expression
ast::Keyword* Parser::keyword_argument(ArgumentCounts& counts) {
  const std::size_t start = pos_;
  auto* keyword = arena_.create<ast::Keyword>();
  ++counts.keywords;
  if (accept(TokenKind::DoubleStar)) {
    counts.double_stars = true;
  } else {
    keyword->arg = take_identifier();
    advance();
  }
  keyword->value = expression();
  if (keyword->value == nullptr) return nullptr;
  if (diagnosing_ && keyword->arg.data() != nullptr && at(TokenKind::For)) {
    ast::List_<ast::Comprehension> clauses;
    if (comprehension_clauses(clauses) && !failed()) {
      raise(between(tokens_[start].range, tokens_[start + 1].range),
            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    return nullptr;
  }
  return finish(keyword, range_from(start), keyword->value);
}

ast::Expression* Parser::starred_argument(const ArgumentCounts& counts) {
  const std::size_t start = pos_;
  auto* starred = arena_.create<ast::Starred>();
  if (!counts.double_stars) {
    advance();
    starred->value = expression();
  }
  if (starred->value != nullptr) return finish(starred, range_from(start), starred->value);
  const bool only_starred = counts.positional > 0 && counts.plain == 0;
  if (diagnosing_ && !failed() && (counts.keywords > 0 || only_starred)) {
    raise(tokens_[start].range, "iterable argument unpacking follows keyword argument unpacking");
  }
  return nullptr;
}

ast::Expression* Parser::positional_argument() {
  const std::size_t start = pos_;
  const bool is_named = at(TokenKind::Name) && glance() == TokenKind::ColonEqual;
  Expression* value = is_named ? assignment_expression() : expression();
  if (value == nullptr || !at(TokenKind::Equal)) return at(TokenKind::ColonEqual) ? nullptr : value;
  if (diagnosing_ && !is_named) {
    if (value->is<ast::Constant>() && pos_ == start + 1 &&
        tokens_[start].kind != TokenKind::Number && tokens_[start].kind != TokenKind::String &&
        tokens_[start].kind != TokenKind::Ellipsis) {
      raise(between(value->range, tokens_[pos_].range),
            "cannot assign to " + std::string(text(start)));
    } else {
      raise(between(value->range, tokens_[pos_].range),
            "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
  }
  return nullptr;
}

// f(element for ...): the generator needs no parentheses of its own and takes the call's. At 'for';
// consumes the ')'.
ast::Expression* Parser::lone_generator_argument(std::size_t parenthesis, Expression* element) {
  ast::List_<ast::Comprehension> generators;
  if (!comprehension_clauses(generators) || !accept(TokenKind::RightParenthesis)) return nullptr;
  auto* generator = arena_.create<ast::GeneratorExp>();
  generator->elt = element;
  generator->generators = generators;
  return finish(generator, range_from(parenthesis), element, generators);
}

}  // namespace gilsim::vm
