// SPDX-License-Identifier: MIT
//
// String literals: adjacent ones become one constant, or one JoinedStr if any of them is an
// f-string.
//
// An f-string is a String token to the lexer, as in CPython 3.11. Here its body is cut into literal
// text and replacement fields; the expression of a field gets a lexer and a parser of its own, in
// place, so that its nodes have their true positions. All nodes of the literal itself have the
// range of the whole concatenation.

#include "vm/syntax/literals.h"
#include "vm/syntax/parser_impl.h"

#include <algorithm>

namespace gilsim::vm {

class Parser::StringConcatenation {
 public:
  StringConcatenation(Parser& parser, const SourceRange& range, bool u_prefix)
      : parser_(parser), range_(range), u_prefix_(u_prefix), values_(parser) {}

  bool add_plain(std::string_view body, bool raw, bool bytes) {
    std::string message;
    if (decode_string_body(body, raw, bytes, literal_, message)) return true;
    parser_.raise_at_last_token(std::move(message));
    return false;
  }

  // The body [at, end) of an f-string, or of a format specification (`level` 1), which ends at its
  // '}'.
  bool add_format(std::size_t& at, std::size_t end, bool raw, int level, const Token& string) {
    is_format_ = true;
    for (;;) {
      bool doubled_brace = false;
      if (!add_literal(at, end, raw, level, doubled_brace)) return false;
      if (doubled_brace) continue;
      if (at >= end || parser_.source_[at] == '}') return true;
      if (!add_field(at, end, raw, level, string)) return false;
    }
  }

  Expression* finish_all(bool bytes) { return is_format_ ? finish_joined() : make_constant(bytes); }

  // What is left at the end of a format specification has the range of its own string, not of the
  // concatenation.
  Expression* finish_specification(const Token& string) {
    range_ = string.range;
    u_prefix_ = false;
    return finish_joined();
  }

 private:
  Expression* finish_joined() {
    flush_literal();
    auto* joined = parser_.arena_.create<ast::JoinedStr>();
    joined->values = values_.take();
    return parser_.finish(joined, range_, joined->values);
  }

  Expression* make_constant(bool bytes) {
    auto* constant = parser_.arena_.create<ast::Constant>();
    constant->range = range_;
    constant->value_kind = bytes ? ast::ConstantKind::Bytes : ast::ConstantKind::Str;
    constant->u_prefix = u_prefix_;
    constant->text = parser_.arena_.copy_text(literal_);
    literal_.clear();
    return constant;
  }

  void flush_literal() {
    if (!literal_.empty()) values_.push(make_constant(false));
  }

  // Literal text up to a field, a doubled brace (one of the two is text), or the end.
  bool add_literal(std::size_t& at, std::size_t end, bool raw, int level, bool& doubled_brace) {
    const std::string_view source = parser_.source_;
    const std::size_t begin = at;
    std::size_t literal_end = end;
    while (at < end) {
      char character = source[at++];
      if (!raw && character == '\\' && at < end) {
        character = source[at++];
        if (character == 'N') {
          if (at < end && source[at] == '{') at = std::min(source.find('}', at), end - 1) + 1;
          continue;
        }
      }
      if (character != '{' && character != '}') continue;
      if (level == 0 && at < end && source[at] == character) {
        literal_end = at++;
        doubled_brace = true;
        break;
      }
      if (level == 0 && character == '}') {
        parser_.raise_at_last_token("f-string: single '}' is not allowed");
        return false;
      }
      literal_end = --at;
      break;
    }
    return add_plain(source.substr(begin, literal_end - begin), raw, false);
  }

  // A replacement field, at its '{'.
  bool add_field(std::size_t& at, std::size_t end, bool raw, int level, const Token& string) {
    if (level >= 2) return fail("f-string: expressions nested too deeply");
    const std::string_view source = parser_.source_;
    ReplacementField field = locate(at, string);
    ++at;
    if (!skip_expression(at, end)) return false;
    field.end = at;
    auto* node = parser_.arena_.create<ast::FormattedValue>();
    node->value = parser_.field_expression(field, string);
    if (node->value == nullptr) return false;
    const bool shows_text = source[at] == '=';
    if (shows_text) {
      ++at;
      while (at < end && (source[at] == ' ' || (source[at] >= '\t' && source[at] <= '\r'))) ++at;
      if (at >= end) return fail("f-string: expecting '}'");
      literal_ += source.substr(field.begin + 1, at - field.begin - 1);
    }
    if (source[at] == '!' && !take_conversion(at, end, *node)) return false;
    if (at >= end) return fail("f-string: expecting '}'");
    if (source[at] == ':') {
      ++at;
      if (at >= end) return fail("f-string: expecting '}'");
      StringConcatenation specification(parser_, range_, u_prefix_);
      if (!specification.add_format(at, end, raw, level + 1, string)) return false;
      node->format_spec = specification.finish_specification(string);
      if (node->format_spec == nullptr) return false;
    }
    if (at >= end || source[at] != '}') return fail("f-string: expecting '}'");
    ++at;
    if (shows_text && node->format_spec == nullptr && node->conversion == ast::Conversion::None) {
      node->conversion = ast::Conversion::Repr;
    }
    flush_literal();
    if (parser_.finish(node, range_, node->value, node->format_spec) == nullptr) return false;
    values_.push(node);
    return true;
  }

  bool take_conversion(std::size_t& at, std::size_t end, ast::FormattedValue& node) {
    ++at;
    if (at >= end) return fail("f-string: expecting '}'");
    switch (parser_.source_[at++]) {
      case 's':
        node.conversion = ast::Conversion::Str;
        return true;
      case 'r':
        node.conversion = ast::Conversion::Repr;
        return true;
      case 'a':
        node.conversion = ast::Conversion::Ascii;
        return true;
      default:
        return fail("f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
  }

  // From behind the '{' to the '!', ':', '=' or '}' that ends the expression.
  bool skip_expression(std::size_t& at, std::size_t end) {
    const std::string_view source = parser_.source_;
    std::string open_brackets;
    char quote = 0;
    std::size_t quote_size = 0;
    for (; at < end; ++at) {
      const char character = source[at];
      if (character == '\\') return fail("f-string expression part cannot include a backslash");
      const bool triple =
          at + 2 < end && source[at + 1] == character && source[at + 2] == character;
      if (quote != 0) {
        if (character != quote || (quote_size == 3 && !triple)) continue;
        at += quote_size - 1;
        quote = 0;
      } else if (character == '\'' || character == '"') {
        quote = character;
        quote_size = triple ? 3 : 1;
        at += quote_size - 1;
      } else if (character == '(' || character == '[' || character == '{') {
        if (open_brackets.size() >= 200) return fail("f-string: too many nested parenthesis");
        open_brackets += character;
      } else if (character == '#') {
        return fail("f-string expression part cannot include '#'");
      } else if (open_brackets.empty() && ends_expression(at, end)) {
        break;
      } else if (character == ')' || character == ']' || character == '}') {
        if (!close_bracket(character, open_brackets)) return false;
      }
    }
    if (quote != 0) return fail("f-string: unterminated string");
    if (!open_brackets.empty())
      return fail(std::string("f-string: unmatched '") + open_brackets.back() + "'");
    return at < end || fail("f-string: expecting '}'");
  }

  // Steps over the first half of `!=`, `==`, `<=` and `>=`.
  bool ends_expression(std::size_t& at, std::size_t end) const {
    const std::string_view source = parser_.source_;
    const char character = source[at];
    if (std::string_view("!=<>").find(character) != std::string_view::npos && at + 1 < end &&
        source[at + 1] == '=') {
      ++at;
      return false;
    }
    return character == '!' || character == ':' || character == '}' || character == '=';
  }

  bool close_bracket(char character, std::string& open_brackets) {
    if (open_brackets.empty()) return fail(std::string("f-string: unmatched '") + character + "'");
    const char opening = open_brackets.back();
    open_brackets.pop_back();
    const char wanted = opening == '(' ? ')' : opening == '[' ? ']' : '}';
    if (character == wanted) return true;
    return fail(std::string("f-string: closing parenthesis '") + character +
                "' does not match opening parenthesis '" + opening + "'");
  }

  // Fields come in order, so the search for their line goes on where the last one ended.
  ReplacementField locate(std::size_t brace, const Token& string) {
    if (line_ == 0 || line_known_to_ < string.begin) {
      line_known_to_ = string.begin;
      line_ = string.range.line;
      line_start_ = string.begin - static_cast<std::size_t>(string.range.column);
    }
    for (; line_known_to_ < brace; ++line_known_to_) {
      if (parser_.source_[line_known_to_] != '\n') continue;
      ++line_;
      line_start_ = line_known_to_ + 1;
    }
    ReplacementField field;
    field.begin = brace;
    field.line = line_;
    field.line_start = line_start_;
    return field;
  }

  bool fail(std::string message) {
    parser_.raise_at_last_token(std::move(message));
    return false;
  }

  Parser& parser_;
  SourceRange range_;
  bool u_prefix_;
  bool is_format_ = false;
  std::string literal_;  // text not yet a Constant
  std::size_t line_known_to_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 0;
  Collector<Expression> values_;
};

ast::Expression* Parser::field_expression(const ReplacementField& field, const Token& string) {
  const std::string_view body = source_.substr(field.begin + 1, field.end - field.begin - 1);
  if (body.find_first_not_of(" \t\n\f") == std::string_view::npos) {
    const char terminator = source_[field.end];
    if (terminator == '}') return raise_at_last_token("f-string: empty expression not allowed");
    return raise_at_last_token(std::string("f-string: expression required before '") + terminator +
                               "'");
  }
  const int nesting = nesting_ + string.level + 1;
  if (nesting > kMaxNesting) return raise(string.range, "expression is nested too deeply");
  Parser parser(
      source_,
      tokenize_replacement_field(source_, field.begin + 1, field.end, field.line, field.line_start),
      arena_, field, nesting);
  Expression* result = parser.parse_field();
  if (result == nullptr) error_ = parser.take_error();
  return result;
}

// REQUIRES: at a String token.
ast::Expression* Parser::strings() {
  const std::size_t start = pos_;
  while (accept(TokenKind::String)) {
  }
  const std::size_t end = pos_;
  const bool u_prefix = source_[tokens_[start].begin] == 'u';
  StringConcatenation result(*this, range_from(start), u_prefix);
  bool bytes = false;
  for (std::size_t index = start; index < end; ++index) {
    const std::string_view token_text = text(index);
    const StringParts parts = split_string_token(token_text);
    const std::string_view body =
        token_text.substr(parts.body_begin, parts.body_end - parts.body_begin);
    if (parts.bytes) {
      for (const char character : body) {
        if (static_cast<unsigned char>(character) >= 0x80) {
          return raise(tokens_[index].range, "bytes can only contain ASCII literal characters");
        }
      }
    }
    if (index == start) {
      bytes = parts.bytes;
    } else if (parts.bytes != bytes) {
      return raise_at_last_token("cannot mix bytes and nonbytes literals");
    }
    if (parts.format) {
      std::size_t at = tokens_[index].begin + parts.body_begin;
      const std::size_t body_end = tokens_[index].begin + parts.body_end;
      if (!result.add_format(at, body_end, parts.raw, 0, tokens_[index])) return nullptr;
    } else if (!result.add_plain(body, parts.raw, parts.bytes)) {
      return nullptr;
    }
  }
  return result.finish_all(bytes);
}

}  // namespace gilsim::vm
