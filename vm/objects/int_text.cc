// SPDX-License-Identifier: MIT
//
// int(text): what may stand around the digits. The digits themselves are big_int.cc's business.
#include "vm/objects/big_int.h"
#include "vm/objects/number_support.h"
#include "vm/objects/str.h"
#include "vm/objects/unicode.h"

#include <algorithm>

namespace gilsim::vm {

namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

int base_of_prefix(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (text[1] | 0x20) {
    case 'x':
      return 16;
    case 'o':
      return 8;
    case 'b':
      return 2;
    default:
      return 0;
  }
}

struct IntLiteral {
  std::string digits;
  int base = 10;
  bool is_negative = false;
};

/// Digits with single underscores between them.
bool read_digits(std::string_view text, int base, bool after_prefix, std::string& digits) {
  bool may_underscore = after_prefix;
  for (const char c : text) {
    if (c == '_') {
      if (!may_underscore) return false;
      may_underscore = false;
      continue;
    }
    if (digit_value(c) >= base) return false;
    digits.push_back(c);
    may_underscore = true;
  }
  return !digits.empty() && text.back() != '_';
}

bool read_literal(std::string_view text, int base, IntLiteral& literal) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    literal.is_negative = text[0] == '-';
    text.remove_prefix(1);
  }
  const int prefix = base_of_prefix(text);
  const bool has_prefix = prefix != 0 && (base == 0 || base == prefix);
  if (has_prefix) text.remove_prefix(2);
  literal.base = has_prefix ? prefix : base == 0 ? 10 : base;
  if (text.empty() || !read_digits(text, literal.base, has_prefix, literal.digits)) return false;
  // Python 2's octal form: only zeros may start with a zero.
  const bool has_value = literal.digits.find_first_not_of('0') != std::string::npos;
  return base != 0 || has_prefix || literal.digits[0] != '0' || !has_value;
}

}  // namespace

std::string narrow_number_text(const Str* text) {
  if (text->is_ascii) {
    std::string ascii(text->ascii());
    for (char& c : ascii) {
      if (c >= '\x1c' && c <= '\x1f') c = ' ';
    }
    return ascii;
  }
  std::string ascii;
  ascii.reserve(static_cast<std::size_t>(text->length));
  for (std::int64_t i = 0; i < text->length; ++i) {
    const char32_t c = text->at(i);
    const int digit = unicode::decimal_value(c);
    if (digit >= 0) {
      ascii.push_back(static_cast<char>('0' + digit));
    } else if (unicode::is_space(c)) {
      ascii.push_back(' ');
    } else {
      ascii.push_back(c < 0x80 ? static_cast<char>(c) : '?');
    }
  }
  return ascii;
}

Ref int_from_ascii(Thread& thread, std::string_view ascii, int base, std::string_view shown) {
  IntLiteral literal;
  if (!read_literal(ascii, base, literal)) {
    return thread.value_error("invalid literal for int() with base {}: {}", base, shown);
  }
  const std::uint32_t limit = thread.interpreter.int_max_str_digits;
  const bool is_limited = (literal.base & (literal.base - 1)) != 0;
  if (is_limited && limit > 0 && literal.digits.size() > limit) {
    return thread.value_error(
        "Exceeds the limit ({} digits) for integer string conversion: value has {} digits; use "
        "sys.set_int_max_str_digits() to increase the limit",
        limit, literal.digits.size());
  }
  return int_from_digits(thread, literal.digits, literal.base, literal.is_negative);
}

Ref int_from_text(Thread& thread, Str* text, int base) {
  const std::string ascii = narrow_number_text(text);
  // The message shows the argument; it is made only if it is needed, and a long one is cut.
  IntLiteral literal;
  if (read_literal(ascii, base, literal)) return int_from_ascii(thread, ascii, base, "");
  constexpr std::size_t kShown = 200;
  std::string shown = repr_of_text(text);
  if (text->length > static_cast<std::int64_t>(kShown) && shown.size() > kShown) {
    std::size_t end = kShown;
    while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xc0) == 0x80) --end;
    shown.resize(end);
  }
  return thread.value_error("invalid literal for int() with base {}: {}", base, shown);
}

}  // namespace gilsim::vm
