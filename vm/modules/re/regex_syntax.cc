// SPDX-License-Identifier: MIT
#include "vm/modules/re/regex_syntax.h"

#include "vm/objects/str_support.h"
#include "vm/objects/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace gilsim::vm {

std::string utf8_of(std::u32string_view text) {
  std::string utf8;
  for (const char32_t c : text) append_code_point(utf8, c);
  return utf8;
}

std::string quoted_for_message(std::u32string_view text) { return "'" + utf8_of(text) + "'"; }

bool is_regex_name(std::u32string_view name) {
  if (name.empty()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool good = i == 0 ? name[i] == '_' || unicode::is_identifier_start(name[i])
                             : unicode::is_identifier_part(name[i]);
    if (!good) return false;
  }
  return true;
}

namespace {

constexpr int kDeepestGroup = 200;
constexpr std::int64_t kLargestRepeat = 65535;      // PCRE2's
constexpr std::int64_t kUnbounded = INT64_MAX / 4;  // a width or count without a bound
constexpr std::int64_t kPythonRepeats = 4294967295;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_octal(char32_t c) { return c >= '0' && c <= '7'; }
bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
int hex_value(char32_t c) {
  if (is_digit(c)) return static_cast<int>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<int>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<int>(c - 'A') + 10;
  return -1;
}

/// How many characters an expression can match.
struct Width {
  std::int64_t low = 0;
  std::int64_t high = 0;
};
std::int64_t add_widths(std::int64_t a, std::int64_t b) { return std::min(a + b, kUnbounded); }
std::int64_t repeat_width(std::int64_t width, std::int64_t count) {
  if (width == 0 || count == 0) return 0;
  return width >= kUnbounded / count ? kUnbounded : width * count;
}

/// What one piece of an expression is, for the quantifier that may follow.
enum class Piece { none, repeatable, repeated, assertion };

class Translator {
 public:
  Translator(std::u32string_view pattern, std::uint32_t flags, bool is_bytes, char32_t largest,
             RegexProgram& program, RegexError& error)
      : pattern_(pattern),
        flags_(flags),
        is_bytes_(is_bytes),
        largest_(largest),
        program_(program),
        error_(error) {}

  bool run() {
    program_.parents.assign(1, 0);
    std::size_t backslashes = 0;
    while (backslashes < pattern_.size() && pattern_[pattern_.size() - 1 - backslashes] == '\\') {
      ++backslashes;
    }
    ends_with_backslash_ = backslashes % 2 == 1;
    Width width;
    if (!alternatives(width, 0)) return false;
    if (at_ < pattern_.size()) return fail("unbalanced parenthesis", at_);
    for (const auto& [group, position] : later_groups_) {
      if (group > program_.group_count()) {
        return fail(fmt::format("invalid group reference {}", group), position);
      }
    }
    if (has_loose_look_behind_) {
      error_ = {"look-behind requires fixed-width pattern", RegexError::kNoPosition};
      return false;
    }
    if (!is_bytes_ && (flags_ & kRegexAscii) == 0) flags_ |= kRegexUnicode;
    program_.flags = flags_;
    return true;
  }

 private:
  // --- reading ---
  bool at_end() const { return at_ >= pattern_.size(); }
  char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : 0;
  }
  bool take(char32_t wanted) {
    if (at_end() || pattern_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  bool fail(std::string message, std::size_t position) {
    // CPython reads one piece ahead: a lone backslash at the end is found before other errors.
    if (ends_with_backslash_ && at_ + 1 >= pattern_.size()) {
      message = "bad escape (end of pattern)";
      position = pattern_.size() - 1;
    }
    error_ = {std::move(message), static_cast<std::int64_t>(position)};
    return false;
  }
  /// A piece as the pattern shows it: a character, or a backslash and what follows.
  std::string piece_before(std::size_t end) const {
    const bool is_escape = pattern_[end - 1] == '\\' && end < pattern_.size();
    return utf8_of(pattern_.substr(end - 1, is_escape ? 2 : 1));
  }
  bool verbose() const { return (flags_ & kRegexVerbose) != 0; }
  bool ascii_only() const { return is_bytes_ || (flags_ & kRegexAscii) != 0; }

  // --- writing ---
  void write(std::string_view ascii) { program_.text.append(ascii.begin(), ascii.end()); }
  void write_code_point(char32_t c) { write(fmt::format("\\x{{{:x}}}", static_cast<unsigned>(c))); }
  /// A character outside a class.
  void write_literal(char32_t c) {
    if (c > largest_) {
      write("(?!)");
    } else if (c < 0x80 && (is_letter(c) || is_digit(c))) {
      program_.text += c;
    } else {
      write_code_point(c);
    }
  }
  void write_range(char32_t first, char32_t last) {
    if (first > largest_) return;
    write_code_point(first);
    if (last == first) return;
    program_.text += U'-';
    write_code_point(std::min(last, largest_));
  }

  bool alternatives(Width& width, int depth);
  bool sequence(Width& width, int depth);
  bool skip_verbose_space();
  bool quantifier(std::size_t start, std::size_t text_start, Piece& piece, Width& width);
  bool read_repeat(std::int64_t& low, std::int64_t& high, bool& is_literal);
  bool escape(Piece& piece, Width& width);
  bool category(char32_t letter, bool in_class);
  bool numeric_escape(char32_t letter, std::size_t start, char32_t& code);
  bool fixed_hex(std::size_t digits, std::size_t start, char32_t& code);
  bool back_reference(std::size_t start, Piece& piece, Width& width);
  bool write_back_reference(int group, Piece& piece, Width& width);
  bool character_class();
  bool class_item(bool first, bool& is_category, char32_t& code, std::u32string& shown);
  bool group(Piece& piece, Width& width, int depth);
  bool extension(std::size_t start, Piece& piece, Width& width, int depth);
  bool named_extension(std::size_t start, Piece& piece, Width& width, int depth);
  bool capture(std::size_t start, std::u32string name, Width& width, int depth);
  bool plain_group(std::size_t start, std::string_view opening, Width& width, int depth);
  bool look_around(std::size_t start, bool behind, bool negative, Width& width, int depth);
  bool condition(std::size_t start, Width& width, int depth);
  bool inline_flags(std::size_t start, Piece& piece, Width& width, int depth);
  bool read_name(char32_t terminator, std::u32string& name);
  int group_named(std::u32string_view name) const;

  std::u32string_view pattern_;
  std::uint32_t flags_;
  bool is_bytes_;
  char32_t largest_;
  RegexProgram& program_;
  RegexError& error_;
  std::size_t at_ = 0;
  bool ends_with_backslash_ = false;
  bool has_loose_look_behind_ = false;  // one whose width is not fixed: said after all else
  int open_group_ = 0;                  // the innermost capturing group that is open
  std::vector<bool> closed_{true};      // by group
  std::vector<Width> group_widths_{1};  // by group
  std::vector<std::pair<int, std::size_t>> later_groups_;  // asked for before they were there
};

bool Translator::alternatives(Width& width, int depth) {
  if (depth > kDeepestGroup) {
    error_ = {"the expression nests too deeply", RegexError::kNoPosition};
    return false;
  }
  width = {kUnbounded, 0};
  while (true) {
    Width one;
    if (!sequence(one, depth)) return false;
    width = {std::min(width.low, one.low), std::max(width.high, one.high)};
    if (!take('|')) return true;
    program_.text += U'|';
  }
}

/// Skips white space and comments of a verbose expression. True if there were any.
bool Translator::skip_verbose_space() {
  const std::size_t start = at_;
  while (!at_end()) {
    const char32_t c = peek();
    if (c == '#') {
      while (!at_end() && !take('\n')) ++at_;
    } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
      ++at_;
    } else {
      break;
    }
  }
  return at_ > start;
}

bool Translator::sequence(Width& width, int depth) {
  width = {};
  Piece piece = Piece::none;
  Width one;
  std::size_t text_start = program_.text.size();
  const auto begin = [&] {
    width = {add_widths(width.low, one.low), add_widths(width.high, one.high)};
    one = {};
    text_start = program_.text.size();
    piece = Piece::repeatable;
  };
  while (!at_end()) {
    if (verbose() && skip_verbose_space()) continue;
    const std::size_t start = at_;
    const char32_t c = peek();
    if (c == '|' || c == ')') break;
    bool is_quantifier = c == '*' || c == '+' || c == '?';
    if (c == '{') {
      std::int64_t low, high;
      bool is_literal = false;
      const std::size_t here = at_;
      if (!read_repeat(low, high, is_literal)) return false;
      at_ = here;
      is_quantifier = !is_literal;
    }
    if (is_quantifier) {
      if (!quantifier(start, text_start, piece, one)) return false;
      continue;
    }
    begin();
    ++at_;
    switch (c) {
      case '\\':
        if (!escape(piece, one)) return false;
        break;
      case '[':
        if (!character_class()) return false;
        one = {1, 1};
        break;
      case '(':
        if (!group(piece, one, depth)) return false;
        break;
      case '.':
        program_.text += U'.';
        one = {1, 1};
        break;
      case '^':
      case '$':
        program_.text += c;
        piece = Piece::assertion;
        break;
      default:
        write_literal(c);
        one = {1, 1};
    }
  }
  begin();
  return true;
}

// --- quantifiers ---------------------------------------------------------------------------------

/// `{m}`, `{m,}`, `{,n}`, `{m,n}`; anything else is a literal brace.
bool Translator::read_repeat(std::int64_t& low, std::int64_t& high, bool& is_literal) {
  const std::size_t start = at_++;
  const auto number = [&](std::int64_t& out) {
    const std::size_t first = at_;
    out = 0;
    while (is_digit(peek())) {
      out = std::min(out * 10 + static_cast<std::int64_t>(peek() - '0'), kUnbounded);
      ++at_;
    }
    return at_ > first;
  };
  const bool has_low = number(low);
  bool has_high = has_low;
  high = low;
  if (take(',')) {
    has_high = number(high);
    if (!has_high) high = kUnbounded;
    if (!has_low) low = 0;
    has_high = true;
  }
  is_literal = !(has_low || has_high) || !take('}') || (at_ == start + 2);
  if (is_literal) return true;
  if (low >= kPythonRepeats || (high != kUnbounded && high >= kPythonRepeats)) {
    error_ = {"the repetition number is too large", RegexError::kNoPosition};
    return false;
  }
  if (high < low) return fail("min repeat greater than max repeat", start + 1);
  return true;
}

bool Translator::quantifier(std::size_t start, std::size_t text_start, Piece& piece, Width& width) {
  std::int64_t low = 0;
  std::int64_t high = kUnbounded;
  const char32_t c = peek();
  if (c == '{') {
    bool is_literal = false;
    if (!read_repeat(low, high, is_literal)) return false;
  } else {
    ++at_;
    if (c == '+') low = 1;
    if (c == '?') high = 1;
  }
  if (piece == Piece::none || piece == Piece::assertion) return fail("nothing to repeat", start);
  if (piece == Piece::repeated) return fail("multiple repeat", start);
  // PCRE2 counts to 65535: beyond, a piece that is repeated so often matches as if without bound.
  if (low > kLargestRepeat) return fail("the expression is too large: it repeats too often", start);
  program_.text.insert(text_start, U"(?:");
  const std::string high_text = high > kLargestRepeat ? "" : std::to_string(high);
  write(fmt::format("){{{},{}}}", low, high_text));
  if (take('?')) {
    program_.text += U'?';
  } else if (take('+')) {
    program_.text += U'+';
  }
  width = {repeat_width(width.low, low), repeat_width(width.high, high)};
  piece = Piece::repeated;
  return true;
}

// --- escapes -------------------------------------------------------------------------------------

/// The classes \d \s \w and their opposites, spelled out where PCRE2's differ.
bool Translator::category(char32_t letter, bool in_class) {
  const bool negated = letter < 'a';
  const char32_t kind = negated ? letter + 32 : letter;
  if (ascii_only() && (flags_ & kRegexUnicode) == 0) {
    const char* set = kind == 'd' ? "0-9" : kind == 's' ? "\\x{9}-\\x{d}\\x{20}" : "a-zA-Z0-9_";
    if (!negated) {
      write(in_class ? set : fmt::format("[{}]", set));
      return true;
    }
    if (!in_class) {
      write(fmt::format("[^{}]", set));
      return true;
    }
  }
  if (kind != 's' || ascii_only()) {
    write(fmt::format("\\{}", static_cast<char>(letter)));
    return true;
  }
  // str.isspace()
  constexpr std::array<std::pair<char32_t, char32_t>, 9> kSpaces = {{{0x9, 0xd},
                                                                     {0x1c, 0x20},
                                                                     {0x85, 0x85},
                                                                     {0xa0, 0xa0},
                                                                     {0x1680, 0x1680},
                                                                     {0x2000, 0x200a},
                                                                     {0x2028, 0x2029},
                                                                     {0x202f, 0x202f},
                                                                     {0x205f, 0x205f}}};
  if (negated && in_class) {
    // The gaps between the spaces.
    char32_t from = 0;
    for (const auto& [first, last] : kSpaces) {
      if (first > from) write_range(from, first - 1);
      from = last + 1;
    }
    write_range(from, 0x2fff);
    write_range(0x3001, 0x10ffff);
    return true;
  }
  if (!in_class) write(negated ? "[^" : "[");
  for (const auto& [first, last] : kSpaces) write_range(first, last);
  write_range(0x3000, 0x3000);
  if (!in_class) write("]");
  return true;
}

bool Translator::fixed_hex(std::size_t digits, std::size_t start, char32_t& code) {
  code = 0;
  std::size_t count = 0;
  while (count < digits && hex_value(peek()) >= 0) {
    code = code * 16 + static_cast<char32_t>(hex_value(peek()));
    ++at_;
    ++count;
  }
  if (count == digits) return true;
  const std::string shown = utf8_of(pattern_.substr(start, at_ - start));
  return fail("incomplete escape " + shown, start);
}

/// Escapes that mean one character, in classes and outside; `at_` is behind the letter.
bool Translator::numeric_escape(char32_t letter, std::size_t start, char32_t& code) {
  constexpr std::pair<char32_t, char32_t> kSimple[] = {{'a', 7},  {'f', 12}, {'n', 10},
                                                       {'r', 13}, {'t', 9},  {'v', 11}};
  for (const auto& [name, value] : kSimple) {
    if (letter == name) {
      code = value;
      return true;
    }
  }
  if (letter == 'x') return fixed_hex(2, start, code);
  if (letter == 'u' && !is_bytes_) return fixed_hex(4, start, code);
  if (letter == 'U' && !is_bytes_) {
    if (!fixed_hex(8, start, code)) return false;
    if (code <= 0x10ffff) return true;
  }
  if (!is_letter(letter) && !is_digit(letter)) {
    code = letter;
    return true;
  }
  return fail("bad escape " + utf8_of(pattern_.substr(start, at_ - start)), start);
}

bool Translator::write_back_reference(int group, Piece& piece, Width& width) {
  static_cast<void>(piece);
  write(fmt::format("\\g{{{}}}", group));
  width = group_widths_[static_cast<std::size_t>(group)];
  return true;
}

/// `\1` to `\99`, or an octal number; `at_` stands on the first digit.
bool Translator::back_reference(std::size_t start, Piece& piece, Width& width) {
  const char32_t first = peek();
  if (first == '0' || (is_octal(first) && is_octal(peek(1)) && is_octal(peek(2)))) {
    char32_t code = 0;
    for (int i = 0; i < 3 && is_octal(peek()); ++i) code = code * 8 + (pattern_[at_++] - '0');
    if (code > 0377) {
      return fail(fmt::format("octal escape value {} outside of range 0-0o377",
                              utf8_of(pattern_.substr(start, at_ - start))),
                  start);
    }
    write_literal(code);
    width = {1, 1};
    return true;
  }
  int group = static_cast<int>(pattern_[at_++] - '0');
  if (is_digit(peek())) group = group * 10 + static_cast<int>(pattern_[at_++] - '0');
  if (group > program_.group_count()) {
    return fail(fmt::format("invalid group reference {}", group), start + 1);
  }
  if (!closed_[static_cast<std::size_t>(group)]) {
    return fail("cannot refer to an open group", start);
  }
  return write_back_reference(group, piece, width);
}

/// Behind a backslash.
bool Translator::escape(Piece& piece, Width& width) {
  const std::size_t start = at_ - 1;
  if (at_end()) return fail("bad escape (end of pattern)", start);
  const char32_t c = peek();
  if (is_digit(c)) return back_reference(start, piece, width);
  ++at_;
  switch (c) {
    case 'A':
      write("\\A");
      piece = Piece::assertion;
      return true;
    case 'Z':
      write("\\z");
      piece = Piece::assertion;
      return true;
    case 'b':
    case 'B':
      write(c == 'b' ? "\\b" : "\\B");
      piece = Piece::assertion;
      return true;
    case 'd':
    case 'D':
    case 's':
    case 'S':
    case 'w':
    case 'W':
      width = {1, 1};
      return category(c, false);
    default:
      break;
  }
  char32_t code = 0;
  if (!numeric_escape(c, start, code)) return false;
  write_literal(code);
  width = {1, 1};
  return true;
}

// --- classes -------------------------------------------------------------------------------------

/// One member of a class: a category, or a character and how the pattern shows it.
bool Translator::class_item(bool first, bool& is_category, char32_t& code, std::u32string& shown) {
  const std::size_t start = at_;
  is_category = false;
  const char32_t c = pattern_[at_++];
  static_cast<void>(first);
  if (c != '\\') {
    code = c;
    shown = c;
    return true;
  }
  if (at_end()) return fail("bad escape (end of pattern)", start);
  const char32_t letter = pattern_[at_++];
  if (letter == 'd' || letter == 'D' || letter == 's' || letter == 'S' || letter == 'w' ||
      letter == 'W') {
    is_category = true;
    code = letter;
  } else if (letter == 'b') {
    code = 8;
  } else if (is_octal(letter)) {
    code = letter - '0';
    for (int i = 0; i < 2 && is_octal(peek()); ++i) code = code * 8 + (pattern_[at_++] - '0');
    if (code > 0377) {
      return fail(fmt::format("octal escape value {} outside of range 0-0o377",
                              utf8_of(pattern_.substr(start, at_ - start))),
                  start);
    }
  } else if (!numeric_escape(letter, start, code)) {
    return false;
  }
  shown = pattern_.substr(start, at_ - start);
  return true;
}

/// Behind `[`.
bool Translator::character_class() {
  const std::size_t start = at_ - 1;
  const bool negated = take('^');
  const std::size_t text_start = program_.text.size();
  write(negated ? "[^" : "[");
  const std::size_t empty = program_.text.size();
  for (bool first = true;; first = false) {
    if (at_end()) return fail("unterminated character set", start);
    if (!first && take(']')) break;
    const std::size_t item_start = at_;
    bool is_category = false;
    char32_t low = 0;
    std::u32string low_shown;
    if (!class_item(first, is_category, low, low_shown)) return false;
    if (peek() != '-' || at_ + 1 > pattern_.size()) {
      if (is_category) {
        category(low, true);
      } else {
        write_range(low, low);
      }
      continue;
    }
    ++at_;  // the dash
    if (at_end()) return fail("unterminated character set", start);
    if (peek() == ']') {
      if (is_category) {
        category(low, true);
      } else {
        write_range(low, low);
      }
      write_range('-', '-');
      continue;
    }
    bool high_is_category = false;
    char32_t high = 0;
    std::u32string high_shown;
    if (!class_item(false, high_is_category, high, high_shown)) return false;
    if (is_category || high_is_category || high < low) {
      return fail(fmt::format("bad character range {}-{}", utf8_of(low_shown), utf8_of(high_shown)),
                  item_start);
    }
    write_range(low, high);
  }
  if (program_.text.size() == empty) {
    // All members lie beyond what a subject can hold.
    program_.text.resize(text_start);
    write(negated ? "(?s:.)" : "(?!)");
  } else {
    write("]");
  }
  return true;
}

// --- groups --------------------------------------------------------------------------------------

int Translator::group_named(std::u32string_view name) const {
  for (const auto& [known, number] : program_.names) {
    if (known == name) return number;
  }
  return -1;
}

/// A name up to its terminator, which is taken, too.
bool Translator::read_name(char32_t terminator, std::u32string& name) {
  const std::size_t start = at_;
  while (!at_end() && peek() != terminator) ++at_;
  name = pattern_.substr(start, at_ - start);
  if (at_end()) {
    if (name.empty()) return fail("missing group name", at_);
    return fail(fmt::format("missing {}, unterminated name", static_cast<char>(terminator)), start);
  }
  ++at_;
  if (name.empty()) return fail("missing group name", at_ - 1);
  return true;
}

bool Translator::capture(std::size_t start, std::u32string name, Width& width, int depth) {
  program_.parents.push_back(open_group_);
  const int number = program_.group_count();
  if (!name.empty()) program_.names.emplace_back(std::move(name), number);
  closed_.push_back(false);
  group_widths_.push_back({0, kUnbounded});
  const int outer = std::exchange(open_group_, number);
  if (!plain_group(start, "(", width, depth)) return false;
  open_group_ = outer;
  closed_[static_cast<std::size_t>(number)] = true;
  group_widths_[static_cast<std::size_t>(number)] = width;
  return true;
}

/// What a group holds, up to its closing parenthesis.
bool Translator::plain_group(std::size_t start, std::string_view opening, Width& width, int depth) {
  const std::uint32_t outer_flags = flags_;
  write(opening);
  if (!alternatives(width, depth + 1)) return false;
  if (!take(')')) return fail("missing ), unterminated subpattern", start);
  write(")");
  flags_ = outer_flags;
  return true;
}

/// Behind `(`.
bool Translator::group(Piece& piece, Width& width, int depth) {
  const std::size_t start = at_ - 1;
  if (take('?')) return extension(start, piece, width, depth);
  return capture(start, {}, width, depth);
}

bool Translator::look_around(std::size_t start, bool behind, bool negative, Width& width,
                             int depth) {
  const char* opening = behind ? (negative ? "(?<!" : "(?<=") : (negative ? "(?!" : "(?=");
  Width inner;
  if (!plain_group(start, opening, inner, depth)) return false;
  has_loose_look_behind_ |= behind && inner.low != inner.high;
  width = {};
  return true;
}

/// Behind `(?`.
bool Translator::extension(std::size_t start, Piece& piece, Width& width, int depth) {
  if (at_end()) return fail("unexpected end of pattern", at_);
  const char32_t c = pattern_[at_++];
  switch (c) {
    case 'P':
      return named_extension(start, piece, width, depth);
    case ':':
      return plain_group(start, "(?:", width, depth);
    case '>':
      return plain_group(start, "(?>", width, depth);
    case '#':
      while (true) {
        if (at_end()) return fail("missing ), unterminated comment", start);
        if (take(')')) break;
        ++at_;
      }
      piece = Piece::none;
      return true;
    case '=':
    case '!':
      return look_around(start, false, c == '!', width, depth);
    case '<': {
      if (at_end()) return fail("unexpected end of pattern", at_);
      const char32_t direction = pattern_[at_++];
      if (direction != '=' && direction != '!') {
        return fail("unknown extension ?<" + piece_before(at_), start + 1);
      }
      return look_around(start, true, direction == '!', width, depth);
    }
    case '(':
      return condition(start, width, depth);
    default:
      if (c == '-' || (c < 0x80 && std::string_view("aiLmsux").find(static_cast<char>(c)) !=
                                       std::string_view::npos)) {
        --at_;
        return inline_flags(start, piece, width, depth);
      }
      return fail("unknown extension ?" + piece_before(at_), start + 1);
  }
}

/// Behind `(?P`.
bool Translator::named_extension(std::size_t start, Piece& piece, Width& width, int depth) {
  if (at_end()) return fail("unexpected end of pattern", at_);
  const char32_t c = pattern_[at_++];
  std::u32string name;
  const std::size_t name_start = at_;
  if (c == '<') {
    if (!read_name('>', name)) return false;
    if (!is_regex_name(name)) {
      return fail("bad character in group name " + quoted_for_message(name), name_start);
    }
    const int known = group_named(name);
    if (known >= 0) {
      return fail(fmt::format("redefinition of group name {} as group {}; was group {}",
                              quoted_for_message(name), program_.group_count() + 1, known),
                  name_start);
    }
    return capture(start, std::move(name), width, depth);
  }
  if (c != '=') return fail("unknown extension ?P" + piece_before(at_), start + 1);
  if (!read_name(')', name)) return false;
  if (!is_regex_name(name)) {
    return fail("bad character in group name " + quoted_for_message(name), name_start);
  }
  const int number = group_named(name);
  if (number < 0) return fail("unknown group name " + quoted_for_message(name), name_start);
  if (!closed_[static_cast<std::size_t>(number)]) {
    return fail("cannot refer to an open group", name_start);
  }
  return write_back_reference(number, piece, width);
}

/// Behind `(?(`: (?(1)yes|no), by number or name.
bool Translator::condition(std::size_t start, Width& width, int depth) {
  const std::size_t name_start = at_;
  std::u32string name;
  if (!read_name(')', name)) return false;
  int number = 0;
  if (is_regex_name(name)) {
    number = group_named(name);
    if (number < 0) return fail("unknown group name " + quoted_for_message(name), name_start);
  } else {
    for (const char32_t c : name) {
      if (!is_digit(c) || number > 1'000'000) {
        return fail("bad character in group name " + quoted_for_message(name), name_start);
      }
      number = number * 10 + static_cast<int>(c - '0');
    }
    if (number == 0) return fail("bad group number", name_start);
    if (number > program_.group_count()) later_groups_.emplace_back(number, name_start);
  }
  write(fmt::format("(?({})", number));
  Width yes;
  if (!sequence(yes, depth + 1)) return false;
  Width no;
  if (take('|')) {
    program_.text += U'|';
    if (!sequence(no, depth + 1)) return false;
    if (peek() == '|') return fail("conditional backref with more than two branches", at_);
  }
  if (!take(')')) return fail("missing ), unterminated subpattern", start);
  write(")");
  width = {std::min(yes.low, no.low), std::max(yes.high, no.high)};
  return true;
}

/// `(?ims)` for the whole expression, `(?i-s:...)` for a part of it.
bool Translator::inline_flags(std::size_t start, Piece& piece, Width& width, int depth) {
  std::uint32_t on = 0;
  std::uint32_t off = 0;
  bool negative = false;
  while (true) {
    if (at_end()) return fail(negative && off == 0 ? "missing flag" : "missing -, : or )", at_);
    const char32_t c = pattern_[at_++];
    if (c == ')' || c == ':') {
      if (negative && off == 0) return fail("missing flag", at_ - 1);
      if (c == ':') break;
      if (negative) return fail("missing :", at_ - 1);
      if (start != 0) return fail("global flags not at the start of the expression", start);
      flags_ |= on;
      piece = Piece::none;
      return true;
    }
    if (c == '-' && !negative) {
      negative = true;
      continue;
    }
    const std::uint32_t flag = c == 'i'   ? kRegexIgnoreCase
                               : c == 'm' ? kRegexMultiline
                               : c == 's' ? kRegexDotAll
                               : c == 'x' ? kRegexVerbose
                               : c == 'a' ? kRegexAscii
                               : c == 'u' ? kRegexUnicode
                               : c == 'L' ? kRegexLocale
                                          : std::uint32_t{0};
    if (flag == 0) {
      return fail(is_letter(c) ? "unknown flag" : "missing -, : or )", at_ - 1);
    }
    if (flag == kRegexLocale && !is_bytes_) {
      return fail("bad inline flags: cannot use 'L' flag with a str pattern", at_);
    }
    if (flag == kRegexUnicode && is_bytes_) {
      return fail("bad inline flags: cannot use 'u' flag with a bytes pattern", at_);
    }
    (negative ? off : on) |= flag;
  }
  const std::uint32_t outer = flags_;
  flags_ = (flags_ | on) & ~off;
  const auto letters = [](std::uint32_t flags) {
    return std::string((flags & kRegexIgnoreCase) != 0 ? "i" : "") +
           ((flags & kRegexMultiline) != 0 ? "m" : "") + ((flags & kRegexDotAll) != 0 ? "s" : "");
  };
  const std::string switched_off = letters(off);
  const std::string opening =
      "(?" + letters(on) + (switched_off.empty() ? "" : "-" + switched_off) + ":";
  const bool good = plain_group(start, opening, width, depth);
  flags_ = outer;
  return good;
}

}  // namespace

bool translate_regex(std::u32string_view pattern, std::uint32_t flags, bool is_bytes,
                     char32_t largest, RegexProgram& program, RegexError& error) {
  program = {};
  error = {};
  return Translator(pattern, flags, is_bytes, largest, program, error).run();
}

}  // namespace gilsim::vm
