// SPDX-License-Identifier: MIT
#include "vm/objects/unicode.h"

#include "vm/objects/unicode_tables.h"

#include <utf8proc.h>

#include <algorithm>
#include <iterator>

namespace gilsim::vm::unicode {

namespace {

template <std::size_t size>
bool is_in(const Range (&ranges)[size], char32_t c) {
  const Range* after =
      std::upper_bound(std::begin(ranges), std::end(ranges), c,
                       [](char32_t point, const Range& r) { return point < r.first; });
  return after != std::begin(ranges) && c <= std::prev(after)->last;
}

template <std::size_t size>
const Expansion* find_expansion(const Expansion (&table)[size], char32_t c) {
  const Expansion* found =
      std::lower_bound(std::begin(table), std::end(table), c,
                       [](const Expansion& e, char32_t point) { return e.from < point; });
  return found != std::end(table) && found->from == c ? found : nullptr;
}

utf8proc_category_t category(char32_t c) {
  if (c >= kAssignedLater[0].first && is_in(kAssignedLater, c)) return UTF8PROC_CATEGORY_CN;
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool is_letter(utf8proc_category_t category) {
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

int expand(const Expansion& expansion, char32_t out[3]) {
  int count = 0;
  while (count < 3 && expansion.to[count] != 0) {
    out[count] = expansion.to[count];
    ++count;
  }
  return count;
}

int single(utf8proc_int32_t c, char32_t out[3]) {
  out[0] = static_cast<char32_t>(c);
  return 1;
}

}  // namespace

bool is_alpha(char32_t c) { return is_letter(category(c)); }

bool is_decimal(char32_t c) { return category(c) == UTF8PROC_CATEGORY_ND; }

int decimal_value(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  const char32_t* after = std::upper_bound(std::begin(kDecimalZeros), std::end(kDecimalZeros), c);
  if (after == std::begin(kDecimalZeros)) return -1;
  const char32_t digit = c - *std::prev(after);
  return digit <= 9 ? static_cast<int>(digit) : -1;
}

bool is_digit(char32_t c) { return is_decimal(c) || is_in(kDigits, c); }

bool is_numeric(char32_t c) {
  const utf8proc_category_t kind = category(c);
  return (kind >= UTF8PROC_CATEGORY_ND && kind <= UTF8PROC_CATEGORY_NO) ||
         is_in(kNumericLetters, c);
}

bool is_alphanumeric(char32_t c) { return is_alpha(c) || is_numeric(c); }

bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return category(c) == UTF8PROC_CATEGORY_LL || is_in(kOtherLowercase, c);
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return category(c) == UTF8PROC_CATEGORY_LU || is_in(kOtherUppercase, c);
}

bool is_title(char32_t c) { return category(c) == UTF8PROC_CATEGORY_LT; }

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
         c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool is_printable(char32_t c) {
  if (c < 0x7f) return c >= 0x20;
  switch (category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS:
      return false;
    default:
      return true;
  }
}

bool is_identifier_start(char32_t c) {
  if (c == '_') return true;
  const utf8proc_category_t kind = category(c);
  return (is_letter(kind) || kind == UTF8PROC_CATEGORY_NL) != is_in(kIdentifierStartExceptions, c);
}

bool is_identifier_part(char32_t c) {
  const utf8proc_category_t kind = category(c);
  const bool usual = is_letter(kind) || kind == UTF8PROC_CATEGORY_NL ||
                     kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_MC ||
                     kind == UTF8PROC_CATEGORY_ND || kind == UTF8PROC_CATEGORY_PC;
  return usual != is_in(kIdentifierPartExceptions, c);
}

bool is_line_break(char32_t c) {
  return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

bool is_cased(char32_t c) { return is_lower(c) || is_upper(c) || is_title(c); }

bool is_case_ignorable(char32_t c) {
  switch (category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
      return true;
    default:
      return is_in(kCaseIgnorablePunctuation, c);
  }
}

int to_lower(char32_t c, char32_t out[3]) {
  if (c == 0x130) {  // I with a dot above: the only lower case of two code points
    out[0] = 'i';
    out[1] = 0x307;
    return 2;
  }
  return single(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)), out);
}

int to_upper(char32_t c, char32_t out[3]) {
  if (const Expansion* expansion = find_expansion(kUpperExpansions, c))
    return expand(*expansion, out);
  return single(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)), out);
}

int to_title(char32_t c, char32_t out[3]) {
  if (const Expansion* expansion = find_expansion(kTitleExpansions, c))
    return expand(*expansion, out);
  return single(utf8proc_totitle(static_cast<utf8proc_int32_t>(c)), out);
}

int fold_case(char32_t c, char32_t out[3]) {
  utf8proc_int32_t folded[8];
  int last_boundary = 0;
  const utf8proc_ssize_t count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), folded,
                                                         8, UTF8PROC_CASEFOLD, &last_boundary);
  if (count < 1 || count > 3) return single(static_cast<utf8proc_int32_t>(c), out);
  std::copy_n(folded, count, out);
  return static_cast<int>(count);
}

}  // namespace gilsim::vm::unicode
