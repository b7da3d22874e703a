// SPDX-License-Identifier: MIT
//
// One pass over the bytes. `at_` is the next byte; tokens are appended as they end. Columns are
// byte offsets from `line_start_`; inside a replacement field, `line_start_` of the first line is
// the brace and `column_shift_` adds the brace's own column, because errors count columns from
// there and tokens from the line.

#include "vm/syntax/lexer.h"

#include "vm/syntax/unicode.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>

namespace gilsim::vm {
namespace {

constexpr int kMaxIndents = 100;
constexpr int kMaxBrackets = 200;
constexpr int kTabSize = 8;

bool is_digit(int character) { return character >= '0' && character <= '9'; }
bool is_letter(int character) { return (character | 0x20) >= 'a' && (character | 0x20) <= 'z'; }
bool is_ascii_name(int character) {
  return is_letter(character) || is_digit(character) || character == '_';
}
bool is_hex_digit(int character) {
  return is_digit(character) || ((character | 0x20) >= 'a' && (character | 0x20) <= 'f');
}

struct KeywordEntry {
  std::string_view text;
  TokenKind kind;
};

// clang-format off
constexpr std::array<KeywordEntry, 35> kKeywords = {{
    {"False", TokenKind::False}, {"None", TokenKind::None}, {"True", TokenKind::True},
    {"and", TokenKind::And}, {"as", TokenKind::As}, {"assert", TokenKind::Assert},
    {"async", TokenKind::Async}, {"await", TokenKind::Await}, {"break", TokenKind::Break},
    {"class", TokenKind::Class}, {"continue", TokenKind::Continue}, {"def", TokenKind::Def},
    {"del", TokenKind::Del}, {"elif", TokenKind::Elif}, {"else", TokenKind::Else},
    {"except", TokenKind::Except}, {"finally", TokenKind::Finally}, {"for", TokenKind::For},
    {"from", TokenKind::From}, {"global", TokenKind::Global}, {"if", TokenKind::If},
    {"import", TokenKind::Import}, {"in", TokenKind::In}, {"is", TokenKind::Is},
    {"lambda", TokenKind::Lambda}, {"nonlocal", TokenKind::Nonlocal}, {"not", TokenKind::Not},
    {"or", TokenKind::Or}, {"pass", TokenKind::Pass}, {"raise", TokenKind::Raise},
    {"return", TokenKind::Return}, {"try", TokenKind::Try}, {"while", TokenKind::While},
    {"with", TokenKind::With}, {"yield", TokenKind::Yield},
}};
// clang-format on

TokenKind name_or_keyword(std::string_view text) {
  if (text.size() < 2 || text.size() > 8) return TokenKind::Name;
  for (const KeywordEntry& entry : kKeywords) {
    if (entry.text[0] == text[0] && entry.text == text) return entry.kind;
  }
  return TokenKind::Name;
}

struct OpenBracket {
  char bracket = 0;
  int line = 0;
  int column = 0;
};

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source), end_(source.size()) {}

  LexResult run() {
    result_.tokens.reserve(source_.size() / 4 + 16);
    while (next_line()) {
    }
    return std::move(result_);
  }

  LexResult run_replacement_field(std::size_t begin, std::size_t end, int line,
                                  std::size_t line_start) {
    at_ = begin - 1;
    end_ = end;
    line_ = line;
    line_start_ = at_;
    field_start_ = at_;
    column_shift_ = static_cast<int>(at_ - line_start);
    in_field_ = true;
    start_ = at_++;
    open('(');
    emit(TokenKind::LeftParenthesis);
    if (lex_line_rest()) {
      start_ = at_;
      ++at_;
      --level_;
      emit(TokenKind::RightParenthesis);
      emit_empty(TokenKind::EndMarker);
    }
    return std::move(result_);
  }

 private:
  int peek(std::size_t ahead = 0) const {
    return at_ + ahead < end_ ? static_cast<unsigned char>(source_[at_ + ahead]) : -1;
  }
  bool accept(int character) {
    if (peek() != character) return false;
    ++at_;
    return true;
  }

  int column_of(std::size_t offset) const {
    return static_cast<int>(offset - line_start_) + column_shift_;
  }

  void emit(TokenKind kind) {
    Token token;
    token.kind = kind;
    token.level = static_cast<std::uint8_t>(level_);
    token.begin = static_cast<std::uint32_t>(start_);
    token.end = static_cast<std::uint32_t>(at_);
    const int column = column_of(start_);
    token.range = {line_, column, line_, column + static_cast<int>(at_ - start_)};
    result_.tokens.push_back(token);
  }

  // A token without text, standing where the lexer has read to.
  void emit_empty(TokenKind kind) {
    start_ = at_;
    emit(kind);
  }

  void start_new_line() {
    ++line_;
    line_start_ = at_;
    column_shift_ = 0;
  }

  // ---- errors; each returns false, the answer of a lexing function that stops

  bool stop(LexError error) {
    result_.error = std::move(error);
    return stop_without_error();
  }

  bool stop_without_error() {
    emit_empty(TokenKind::Error);
    if (level_ > 0) {
      result_.open_bracket = brackets_[level_ - 1].bracket;
      result_.open_bracket_line = brackets_[level_ - 1].line;
      result_.open_bracket_column = brackets_[level_ - 1].column;
    }
    return false;
  }

  // The line without its newline; a replacement field shows as if its source were "(expression)".
  std::string line_text(std::size_t line_start) const {
    const std::size_t newline = std::min(source_.find('\n', line_start), end_);
    std::string text(source_.substr(line_start, newline - line_start));
    if (!in_field_) return text;
    if (line_start == field_start_) text[0] = '(';
    if (newline == end_) text += ')';
    return text;
  }

  // An error at the last character read, as CPython's tokenizer reports most of its errors.
  bool fail(std::string message) {
    const int column =
        static_cast<int>(count_code_points(source_.substr(line_start_, at_ - line_start_)));
    return fail_at(std::move(message), column, column);
  }

  bool fail_at(std::string message, int column, int end_column) {
    LexError error;
    error.info = {.message = std::move(message),
                  .line = line_,
                  .column = column,
                  .end_line = line_,
                  .end_column = end_column,
                  .text = line_text(line_start_)};
    error.replaces_parser_errors = true;
    return stop(std::move(error));
  }

  bool fail_softly(SyntaxErrorType type, std::string message, int column, int end_column) {
    LexError error;
    error.info = {.type = type,
                  .message = std::move(message),
                  .line = line_,
                  .column = column,
                  .end_line = line_,
                  .end_column = end_column,
                  .text = line_text(line_start_) + "\n"};
    return stop(std::move(error));
  }

  // ---- lines and indentation

  // Lexes one logical line; false at the end or on an error.
  bool next_line() {
    if (!measure_indentation()) return false;
    if (at_ >= end_) return finish();
    if (!lex_line_rest()) return false;
    return true;
  }

  bool finish() {
    // CPython's end of file stands on the last line, behind its newline.
    if (line_ > 1 && at_ > 0) {
      --line_;
      const std::size_t newline = at_ >= 2 ? source_.rfind('\n', at_ - 2) : std::string_view::npos;
      line_start_ = newline == std::string_view::npos ? 0 : newline + 1;
    }
    while (indent_ > 0) {
      --indent_;
      emit_empty(TokenKind::Dedent);
    }
    emit_empty(TokenKind::EndMarker);
    return false;
  }

  // Reads the blanks a logical line starts with, skips lines without tokens, emits Indent and
  // Dedent.
  bool measure_indentation() {
    int column = 0;
    int tabless_column = 0;
    int continued_column = -1;
    for (;;) {
      const int character = peek();
      if (character == ' ') {
        ++column;
        ++tabless_column;
      } else if (character == '\t') {
        column = (column / kTabSize + 1) * kTabSize;
        ++tabless_column;
      } else if (character == '\f') {
        column = tabless_column = 0;
      } else if (character == '\\') {
        if (continued_column <= 0) continued_column = column;
        ++at_;
        if (!continue_line()) return false;
        continue;
      } else if (character == '#' || character == '\n') {
        const std::size_t newline = source_.find('\n', at_);
        at_ = newline + 1;
        start_new_line();
        column = tabless_column = 0;
        continued_column = -1;
        continue;
      } else {
        break;
      }
      ++at_;
    }
    if (at_ >= end_) return true;
    if (continued_column > 0) column = tabless_column = continued_column;
    return apply_indentation(column, tabless_column);
  }

  bool apply_indentation(int column, int tabless_column) {
    if (column == indents_[indent_])
      return tabless_column == tabless_indents_[indent_] || fail_tabs();
    if (column > indents_[indent_]) {
      if (indent_ + 1 >= kMaxIndents) {
        return fail_softly(SyntaxErrorType::IndentationError, "too many levels of indentation", 1,
                           0);
      }
      if (tabless_column <= tabless_indents_[indent_]) return fail_tabs();
      ++indent_;
      indents_[indent_] = column;
      tabless_indents_[indent_] = tabless_column;
      emit_empty(TokenKind::Indent);
      return true;
    }
    int dedents = 0;
    while (indent_ > 0 && column < indents_[indent_]) {
      --indent_;
      ++dedents;
    }
    if (column != indents_[indent_]) {
      const std::string text = line_text(line_start_) + "\n";
      return fail_softly(SyntaxErrorType::IndentationError,
                         "unindent does not match any outer indentation level",
                         static_cast<int>(count_code_points(text)), -1);
    }
    if (tabless_column != tabless_indents_[indent_]) return fail_tabs();
    for (; dedents > 0; --dedents) emit_empty(TokenKind::Dedent);
    return true;
  }

  bool fail_tabs() {
    return fail_softly(SyntaxErrorType::TabError,
                       "inconsistent use of tabs and spaces in indentation", 1, 0);
  }

  // After a backslash: the newline it must stand before, and the next line's start.
  bool continue_line() {
    if (peek() != '\n') {
      const std::size_t bad_end = peek() < 0 ? at_ : at_ + code_point_at(source_, at_).size;
      const int column =
          static_cast<int>(count_code_points(source_.substr(line_start_, bad_end - line_start_)));
      return fail_softly(SyntaxErrorType::SyntaxError,
                         "unexpected character after line continuation character", column, 0);
    }
    ++at_;
    if (at_ >= end_) {
      if (level_ > 0) return stop_without_error();
      const int column =
          static_cast<int>(count_code_points(source_.substr(line_start_, at_ - line_start_)));
      return fail_softly(SyntaxErrorType::SyntaxError, "unexpected EOF while parsing", column, -1);
    }
    start_new_line();
    return true;
  }

  // ---- tokens

  // Lexes up to the end of the logical line; false on an error (or, in a replacement field, never
  // at its end).
  bool lex_line_rest() {
    for (;;) {
      const int character = peek();
      start_ = at_;
      switch (character) {
        case -1:
          if (in_field_) return true;
          return stop_without_error();  // the end of the file inside brackets
        case ' ':
        case '\t':
        case '\f':
          ++at_;
          continue;
        case '#':
          at_ = std::min(source_.find('\n', at_), end_);
          if (level_ > 0) continue;
          end_line();  // the Newline token starts at the comment, as CPython's does
          return true;
        case '\n':
          if (level_ == 0) {
            end_line();
            return true;
          }
          ++at_;
          start_new_line();
          continue;
        case '\\':
          ++at_;
          if (!continue_line()) return false;
          continue;
        default:
          if (!lex_token(character)) return false;
      }
    }
  }

  void end_line() {
    emit(TokenKind::Newline);
    ++at_;
    result_.tokens.back().end = static_cast<std::uint32_t>(at_);
    start_new_line();
  }

  bool lex_token(int character) {
    if (is_letter(character) || character == '_' || character >= 0x80) return lex_name(character);
    if (is_digit(character) || (character == '.' && is_digit(peek(1)))) return lex_number();
    if (character == '"' || character == '\'') return lex_string();
    return lex_punctuation(character);
  }

  bool lex_name(int first) {
    if (first < 0x80) {
      const int prefix = string_prefix_length();
      if (prefix > 0) {
        at_ += static_cast<std::size_t>(prefix);
        return lex_string();
      }
    }
    bool is_ascii = true;
    for (int character = first; is_ascii_name(character) || character >= 0x80; character = peek()) {
      is_ascii = is_ascii && character < 0x80;
      ++at_;
    }
    if (is_ascii) {
      emit(name_or_keyword(source_.substr(start_, at_ - start_)));
      return true;
    }
    if (!check_name()) return false;
    emit(TokenKind::Name);
    return true;
  }

  // The length of a string prefix that a quote follows here, or 0.
  int string_prefix_length() const {
    bool bytes = false;
    bool unicode = false;
    bool raw = false;
    bool format = false;
    for (int length = 0;; ++length) {
      const int character = peek(static_cast<std::size_t>(length)) | 0x20;
      if (character == 'b' && !(bytes || unicode || format)) {
        bytes = true;
      } else if (character == 'u' && !(bytes || unicode || raw || format)) {
        unicode = true;
      } else if (character == 'r' && !(raw || unicode)) {
        raw = true;
      } else if (character == 'f' && !(format || bytes || unicode)) {
        format = true;
      } else {
        const int next = peek(static_cast<std::size_t>(length));
        return next == '"' || next == '\'' ? length : 0;
      }
    }
  }

  // The name read is not all ASCII: is every character allowed?
  bool check_name() {
    const std::size_t name_end = at_;
    for (std::size_t at = start_; at < name_end;) {
      const CodePoint point = code_point_at(source_, at);
      const bool allowed =
          at == start_ ? is_identifier_start(point.value) : is_identifier_continue(point.value);
      at += point.size;
      if (allowed) continue;
      at_ = at;
      const std::string hex = fmt::format("U+{:04X}", static_cast<unsigned>(point.value));
      if (!is_printable(point.value))
        return fail(std::string("invalid non-printable character ") + hex);
      return fail("invalid character '" + std::string(source_.substr(at - point.size, point.size)) +
                  "' (" + hex + ")");
    }
    return true;
  }

  bool lex_string() {
    const int quote = peek();
    const int first_line = line_;
    const int first_column = column_of(start_);
    const std::size_t first_line_start = line_start_;
    const int first_shift = column_shift_;
    ++at_;
    int quote_size = 1;
    if (peek() == quote && peek(1) == quote) {
      quote_size = 3;
      at_ += 2;
    }
    for (int closing = 0; closing < quote_size;) {
      const int character = peek();
      if (character < 0 || (character == '\n' && quote_size == 1)) {
        // The last newline of the file does not start a line.
        const int detected =
            character < 0 && at_ > 0 && source_[at_ - 1] == '\n' ? line_ - 1 : line_;
        line_ = first_line;
        line_start_ = first_line_start;
        column_shift_ = first_shift;
        at_ = start_ + 1;
        return fail(std::string(quote_size == 3 ? "unterminated triple-quoted string literal"
                                                : "unterminated string literal") +
                    " (detected at line " + std::to_string(detected) + ")");
      }
      ++at_;
      if (character == quote) {
        ++closing;
        continue;
      }
      closing = 0;
      if (character == '\\') {
        if (peek() == '\n') {
          ++at_;
          start_new_line();
        } else if (peek() >= 0) {
          ++at_;
        }
      } else if (character == '\n') {
        start_new_line();
      }
    }
    emit(TokenKind::String);
    Token& token = result_.tokens.back();
    token.range = {first_line, first_column, line_, column_of(at_)};
    return true;
  }

  // ---- numbers

  bool lex_number() {
    if (peek() == '0') {
      const int second = peek(1) < 0 ? -1 : peek(1) | 0x20;
      if (second == 'x') return lex_radix_number("hexadecimal", 16);
      if (second == 'o') return lex_radix_number("octal", 8);
      if (second == 'b') return lex_radix_number("binary", 2);
      return lex_zeros();
    }
    if (peek() != '.' && !skip_digits()) return false;
    return lex_fraction();
  }

  bool lex_radix_number(std::string_view kind, int base) {
    at_ += 2;
    const auto is_radix_digit = [&](int character) {
      return base == 16 ? is_hex_digit(character) : character >= '0' && character < '0' + base;
    };
    do {
      accept('_');
      if (!is_radix_digit(peek())) {
        if (base != 16 && is_digit(peek())) return fail_radix_digit(kind);
        return fail("invalid " + std::string(kind) + " literal");
      }
      while (is_radix_digit(peek())) ++at_;
    } while (peek() == '_');
    if (is_digit(peek())) return fail_radix_digit(kind);
    return end_number(kind);
  }

  bool fail_radix_digit(std::string_view kind) {
    const char digit = source_[at_];
    ++at_;
    return fail(std::string("invalid digit '") + digit + "' in " + std::string(kind) + " literal");
  }

  // A number that starts with 0: zeros, a float, or an error.
  bool lex_zeros() {
    for (;;) {
      while (accept('0')) {
      }
      if (!accept('_')) break;
      if (!is_digit(peek())) return fail("invalid decimal literal");
    }
    const std::size_t zeros_end = at_;
    const bool nonzero = is_digit(peek());
    if (nonzero && !skip_digits()) return false;
    const int next = peek() < 0 ? -1 : peek() | 0x20;
    if (nonzero && peek() != '.' && next != 'e' && next != 'j') {
      return fail_at(
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal "
          "integers",
          static_cast<int>(count_code_points(source_.substr(line_start_, start_ - line_start_))) +
              1,
          static_cast<int>(
              count_code_points(source_.substr(line_start_, zeros_end - line_start_))) +
              1);
    }
    return lex_fraction();
  }

  // Digits with single underscores between them. REQUIRES: a digit is next.
  bool skip_digits() {
    for (;;) {
      while (is_digit(peek())) ++at_;
      if (!accept('_')) return true;
      if (!is_digit(peek())) return fail("invalid decimal literal");
    }
  }

  bool lex_fraction() {
    if (accept('.') && is_digit(peek()) && !skip_digits()) return false;
    if (peek() == 'e' || peek() == 'E') {
      const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if (!is_digit(peek(1 + sign))) {
        if (sign == 0) return end_number("decimal");
        at_ += 2;
        return fail("invalid decimal literal");
      }
      at_ += 1 + sign;
      if (!skip_digits()) return false;
    }
    if (accept('j') || accept('J')) return end_number("imaginary");
    return end_number("decimal");
  }

  // A letter right behind a number is an error unless it starts a keyword that may stand there.
  bool end_number(std::string_view kind) {
    if (is_ascii_name(peek())) {
      constexpr std::array<std::string_view, 8> kFollowers = {"and", "else", "for", "if",
                                                              "in",  "is",   "or",  "not"};
      bool follows = false;
      for (const std::string_view keyword : kFollowers) {
        follows = follows || source_.substr(at_, std::min(keyword.size(), end_ - at_)) == keyword;
      }
      if (!follows) return fail("invalid " + std::string(kind) + " literal");
    }
    emit(TokenKind::Number);
    return true;
  }

  // ---- punctuation

  void open(char bracket) {
    brackets_[level_] = {bracket, line_, column_of(start_)};
    ++level_;
  }

  bool lex_bracket_open(char bracket, TokenKind kind) {
    if (level_ >= kMaxBrackets) return fail("too many nested parentheses");
    open(bracket);
    emit(kind);
    return true;
  }

  bool lex_bracket_close(char bracket, char opening, TokenKind kind) {
    if (level_ == 0) return fail(std::string("unmatched '") + bracket + "'");
    --level_;
    const OpenBracket& open_bracket = brackets_[level_];
    if (open_bracket.bracket != opening) {
      std::string message = std::string("closing parenthesis '") + bracket +
                            "' does not match opening parenthesis '" + open_bracket.bracket + "'";
      if (open_bracket.line != line_) message += " on line " + std::to_string(open_bracket.line);
      return fail(std::move(message));
    }
    emit(kind);
    return true;
  }

  bool lex_punctuation(int character) {
    ++at_;
    switch (character) {
      case '(':
        return lex_bracket_open('(', TokenKind::LeftParenthesis);
      case '[':
        return lex_bracket_open('[', TokenKind::LeftBracket);
      case '{':
        return lex_bracket_open('{', TokenKind::LeftBrace);
      case ')':
        return lex_bracket_close(')', '(', TokenKind::RightParenthesis);
      case ']':
        return lex_bracket_close(']', '[', TokenKind::RightBracket);
      case '}':
        return lex_bracket_close('}', '{', TokenKind::RightBrace);
      default:
        break;
    }
    if (character < 0x20 || character == 0x7F) {
      const std::string hex = fmt::format("U+{:04X}", static_cast<unsigned>(character));
      return fail(std::string("invalid non-printable character ") + hex);
    }
    emit(operator_kind(character));
    return true;
  }

  TokenKind with_equal(TokenKind plain, TokenKind with) { return accept('=') ? with : plain; }

  TokenKind operator_kind(int character) {
    // clang-format off
    switch (character) {
      case ':': return with_equal(TokenKind::Colon, TokenKind::ColonEqual);
      case ',': return TokenKind::Comma;
      case ';': return TokenKind::Semicolon;
      case '.':
        if (peek() != '.' || peek(1) != '.') return TokenKind::Dot;
        at_ += 2;
        return TokenKind::Ellipsis;
      case '@': return with_equal(TokenKind::At, TokenKind::AtEqual);
      case '=': return with_equal(TokenKind::Equal, TokenKind::EqualEqual);
      case '+': return with_equal(TokenKind::Plus, TokenKind::PlusEqual);
      case '-':
        if (accept('>')) return TokenKind::Arrow;
        return with_equal(TokenKind::Minus, TokenKind::MinusEqual);
      case '*':
        if (accept('*')) return with_equal(TokenKind::DoubleStar, TokenKind::DoubleStarEqual);
        return with_equal(TokenKind::Star, TokenKind::StarEqual);
      case '/':
        if (accept('/')) return with_equal(TokenKind::DoubleSlash, TokenKind::DoubleSlashEqual);
        return with_equal(TokenKind::Slash, TokenKind::SlashEqual);
      case '%': return with_equal(TokenKind::Percent, TokenKind::PercentEqual);
      case '&': return with_equal(TokenKind::Ampersand, TokenKind::AmpersandEqual);
      case '|': return with_equal(TokenKind::Bar, TokenKind::BarEqual);
      case '^': return with_equal(TokenKind::Caret, TokenKind::CaretEqual);
      case '~': return TokenKind::Tilde;
      case '<':
        if (accept('<')) return with_equal(TokenKind::LeftShift, TokenKind::LeftShiftEqual);
        if (accept('>')) return TokenKind::Unknown;
        return with_equal(TokenKind::Less, TokenKind::LessEqual);
      case '>':
        if (accept('>')) return with_equal(TokenKind::RightShift, TokenKind::RightShiftEqual);
        return with_equal(TokenKind::Greater, TokenKind::GreaterEqual);
      case '!': return with_equal(TokenKind::Unknown, TokenKind::NotEqual);
      default: return TokenKind::Unknown;
    }
    // clang-format on
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;    // reading stops here
  std::size_t start_ = 0;  // of the token being read
  std::size_t line_start_ = 0;
  int line_ = 1;
  int column_shift_ = 0;
  bool in_field_ = false;
  std::size_t field_start_ = 0;
  int indent_ = 0;
  std::array<int, kMaxIndents> indents_{};
  std::array<int, kMaxIndents> tabless_indents_{};
  int level_ = 0;
  std::array<OpenBracket, kMaxBrackets> brackets_{};
  LexResult result_;
};

}  // namespace

LexResult tokenize(std::string_view source) { return Lexer(source).run(); }

LexResult tokenize_replacement_field(std::string_view source, std::size_t begin, std::size_t end,
                                     int line, std::size_t line_start) {
  return Lexer(source).run_replacement_field(begin, end, line, line_start);
}

}  // namespace gilsim::vm
