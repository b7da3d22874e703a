// SPDX-License-Identifier: MIT
//
// Doubles to text and back. The digits come from std::to_chars and std::from_chars, which round
// correctly; the layout (when an exponent is written, at least two digits of it, "inf" and "nan")
// is Python's.
#include "vm/objects/number_support.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string>

namespace gilsim::vm {

namespace {

/// No double has more decimals than this (the smallest subnormal has 1074).
constexpr int kMostDecimals = 1080;

/// Digits d.ddd times ten to the exponent.
struct Decimal {
  std::string digits;
  int exponent = 0;
};

Decimal split_scientific(std::string_view text) {
  Decimal decimal;
  const std::size_t e = text.find('e');
  for (const char c : text.substr(0, e)) {
    if (c != '.') decimal.digits.push_back(c);
  }
  std::string_view exponent = text.substr(e + 1);
  if (exponent[0] == '+') exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), decimal.exponent);
  return decimal;
}

/// `digits` significant digits, correctly rounded; magnitude is finite and not negative.
Decimal rounded_digits(double magnitude, int digits) {
  const int asked = std::min(digits, kMostDecimals);
  std::string buffer(static_cast<std::size_t>(asked) + 16, '\0');
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude,
                                    std::chars_format::scientific, asked - 1);
  Decimal decimal =
      split_scientific({buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data())});
  decimal.digits.append(static_cast<std::size_t>(digits - asked), '0');
  return decimal;
}

Decimal shortest_digits(double magnitude) {
  std::array<char, 40> buffer;
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude,
                                    std::chars_format::scientific);
  return split_scientific({buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data())});
}

std::string fixed_text(double magnitude, int decimals, bool keep_point) {
  const int asked = std::min(decimals, kMostDecimals);
  std::string text(static_cast<std::size_t>(asked) + 320, '\0');
  const auto result = std::to_chars(text.data(), text.data() + text.size(), magnitude,
                                    std::chars_format::fixed, asked);
  text.resize(static_cast<std::size_t>(result.ptr - text.data()));
  if (decimals == 0 && keep_point) text.push_back('.');
  text.append(static_cast<std::size_t>(decimals - asked), '0');
  return text;
}

std::string scientific_text(const Decimal& decimal, bool keep_point) {
  std::string text = decimal.digits.substr(0, 1);
  if (decimal.digits.size() > 1 || keep_point) text.push_back('.');
  text.append(decimal.digits, 1);
  text.push_back('e');
  text.push_back(decimal.exponent < 0 ? '-' : '+');
  const std::string exponent = std::to_string(std::abs(decimal.exponent));
  if (exponent.size() < 2) text.push_back('0');
  return text + exponent;
}

/// The digits with the point where the exponent says; no exponent is written.
std::string positional_text(const Decimal& decimal, bool keep_point, bool add_dot_zero) {
  const int before = decimal.exponent + 1;
  const auto count = static_cast<int>(decimal.digits.size());
  std::string text;
  if (before <= 0) {
    text = "0." + std::string(static_cast<std::size_t>(-before), '0') + decimal.digits;
  } else if (before >= count) {
    text = decimal.digits + std::string(static_cast<std::size_t>(before - count), '0');
    if (add_dot_zero) return text + ".0";
    if (keep_point) text.push_back('.');
  } else {
    text = decimal.digits;
    text.insert(static_cast<std::size_t>(before), 1, '.');
  }
  return text;
}

std::string general_text(double magnitude, int precision, DoubleStyle style) {
  precision = std::max(precision, 1);
  Decimal decimal = rounded_digits(magnitude, precision);
  const int point = decimal.exponent + 1;
  const bool use_exponent = point <= -4 || point > precision - (style.add_dot_zero ? 1 : 0);
  if (!style.alternate) {
    while (decimal.digits.size() > 1 && decimal.digits.back() == '0') decimal.digits.pop_back();
  }
  if (use_exponent) return scientific_text(decimal, style.alternate);
  return positional_text(decimal, style.alternate, style.add_dot_zero);
}

std::string repr_text(double magnitude, DoubleStyle style) {
  const Decimal decimal = shortest_digits(magnitude);
  const int point = decimal.exponent + 1;
  if (point <= -4 || point > 16) return scientific_text(decimal, style.alternate);
  return positional_text(decimal, style.alternate, style.add_dot_zero);
}

std::string finite_text(double magnitude, char type, int precision, DoubleStyle style) {
  switch (type) {
    case 'e': {
      return scientific_text(rounded_digits(magnitude, precision + 1), style.alternate);
    }
    case 'f':
      return fixed_text(magnitude, precision, style.alternate);
    case 'g':
      return general_text(magnitude, precision, style);
    default:
      return repr_text(magnitude, style);
  }
}

void make_upper(std::string& text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
}

}  // namespace

std::string double_to_text(double number, char type, int precision, DoubleStyle style) {
  std::string text;
  if (std::isnan(number)) {
    text = "nan";
  } else {
    if (std::signbit(number)) text.push_back('-');
    text += std::isinf(number) ? "inf" : finite_text(std::fabs(number), type, precision, style);
  }
  if (style.upper_case) make_upper(text);
  return text;
}

std::string float_repr(double number) {
  return double_to_text(number, 'r', 0,
                        {.alternate = false, .add_dot_zero = true, .upper_case = false});
}

// --- reading ------------------------------------------------------------------------------------

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view strip(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

bool parse_special(std::string_view text, double& out) {
  if (equals_ignoring_case(text, "inf") || equals_ignoring_case(text, "infinity")) {
    out = HUGE_VAL;
    return true;
  }
  if (equals_ignoring_case(text, "nan")) {
    out = std::nan("");
    return true;
  }
  return false;
}

bool take_sign(std::string_view& text) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return false;
  const bool is_negative = text[0] == '-';
  text.remove_prefix(1);
  return is_negative;
}

/// Removes underscores that stand between digits; false: one stands elsewhere.
bool drop_underscores(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out.push_back(text[i]);
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return false;
    }
  }
  return true;
}

/// Whether text is digits [. digits] [e [sign] digits] with a digit before the exponent.
bool is_decimal_number(std::string_view text) {
  std::size_t i = 0;
  std::size_t digits = 0;
  while (i < text.size() && is_digit(text[i])) ++i, ++digits;
  if (i < text.size() && text[i] == '.') {
    ++i;
    while (i < text.size() && is_digit(text[i])) ++i, ++digits;
  }
  if (digits == 0) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    const std::size_t start = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    if (i == start) return false;
  }
  return i == text.size();
}

/// For a number beyond the doubles: whether it is too large (and not too small).
bool is_too_large(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  std::int64_t exponent = 0;
  if (e != std::string_view::npos) {
    std::string_view digits = text.substr(e + 1);
    const bool is_negative = take_sign(digits);
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (result.ec != std::errc()) exponent = INT64_MAX / 4;
    if (is_negative) exponent = -exponent;
  }
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return false;
  const auto position = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  return exponent + position > 0;
}

}  // namespace

bool parse_double(std::string_view ascii, double& out) {
  std::string_view text = strip(ascii);
  std::string without;
  if (text.find('_') != std::string_view::npos) {
    if (!drop_underscores(text, without)) return false;
    text = without;
  }
  const bool is_negative = take_sign(text);
  if (!parse_special(text, out)) {
    if (!is_decimal_number(text)) return false;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), out);
    if (result.ec == std::errc::result_out_of_range) out = is_too_large(text) ? HUGE_VAL : 0.0;
  }
  if (is_negative) out = -out;
  return true;
}

namespace {

/// Exact digits, cut at 10**tens and rounded half to even. `magnitude` is finite.
double round_to_tens(double magnitude, int tens) {
  std::string digits = fixed_text(magnitude, kMostDecimals, false);
  const std::size_t point = digits.find('.');
  const std::string rest = digits.substr(point + 1);
  const std::string whole =
      std::string(static_cast<std::size_t>(tens), '0') + digits.substr(0, point);
  const std::string cut = whole.substr(point) + rest;
  std::string kept = whole.substr(0, point);
  const bool is_half = cut[0] == '5' && cut.find_first_not_of('0', 1) == std::string::npos;
  const bool is_odd = !kept.empty() && ((kept.back() - '0') & 1) != 0;
  if (cut[0] > '5' || (cut[0] == '5' && (!is_half || is_odd))) {
    std::size_t i = kept.size();
    while (i > 0 && kept[i - 1] == '9') kept[--i] = '0';
    if (i > 0) {
      ++kept[i - 1];
    } else {
      kept.insert(kept.begin(), '1');
    }
  }
  kept.append(static_cast<std::size_t>(tens), '0');
  double rounded = 0;
  parse_double(kept, rounded);
  return rounded;
}

}  // namespace

double round_to_decimals(double number, std::int64_t decimals) {
  // Beyond these, every double is its own rounding, or rounds to zero.
  if (!std::isfinite(number) || decimals > 323) return number;
  if (decimals < -308) return std::copysign(0.0, number);
  const double magnitude = std::fabs(number);
  double rounded = 0;
  if (decimals >= 0) {
    parse_double(fixed_text(magnitude, static_cast<int>(decimals), false), rounded);
  } else {
    rounded = round_to_tens(magnitude, static_cast<int>(-decimals));
  }
  return std::copysign(rounded, number);
}

// --- hexadecimal --------------------------------------------------------------------------------

std::string double_to_hex(double number) {
  if (!std::isfinite(number)) return double_to_text(number, 'r', 0, {});
  constexpr char kDigits[] = "0123456789abcdef";
  std::uint64_t bits;
  std::memcpy(&bits, &number, sizeof(bits));
  const auto biased = static_cast<int>((bits >> 52) & 0x7ff);
  const std::uint64_t fraction = bits & ((std::uint64_t{1} << 52) - 1);
  std::string text = std::signbit(number) ? "-0x" : "0x";
  if (biased == 0 && fraction == 0) return text + "0.0p+0";
  text += biased == 0 ? "0." : "1.";
  for (int shift = 48; shift >= 0; shift -= 4) text.push_back(kDigits[(fraction >> shift) & 15]);
  const int exponent = biased == 0 ? -1022 : biased - 1023;
  return text + (exponent < 0 ? "p-" : "p+") + std::to_string(std::abs(exponent));
}

namespace {

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// mantissa * 2**exponent, and `sticky` if something not zero was cut off below.
struct HexNumber {
  std::uint64_t mantissa = 0;
  std::int64_t exponent = 0;
  bool sticky = false;
};

/// Reads hex digits with at most one point; false: no digit.
bool read_hex_digits(std::string_view& text, HexNumber& number) {
  bool seen_point = false;
  bool seen_digit = false;
  while (!text.empty()) {
    const char c = text[0];
    if (c == '.' && !seen_point) {
      seen_point = true;
      text.remove_prefix(1);
      continue;
    }
    const int value = hex_value(c);
    if (value < 0) break;
    seen_digit = true;
    text.remove_prefix(1);
    if (number.mantissa >> 60 == 0) {
      number.mantissa = number.mantissa << 4 | static_cast<std::uint64_t>(value);
      if (seen_point) number.exponent -= 4;
    } else {
      number.sticky |= value != 0;
      if (!seen_point) number.exponent += 4;
    }
  }
  return seen_digit;
}

bool read_hex_exponent(std::string_view& text, HexNumber& number) {
  if (text.empty() || (text[0] | 0x20) != 'p') return true;
  text.remove_prefix(1);
  const bool is_negative = take_sign(text);
  if (text.empty() || !is_digit(text[0])) return false;
  std::int64_t exponent = 0;
  while (!text.empty() && is_digit(text[0])) {
    if (exponent < (std::int64_t{1} << 40)) exponent = exponent * 10 + (text[0] - '0');
    text.remove_prefix(1);
  }
  number.exponent += is_negative ? -exponent : exponent;
  return true;
}

HexResult round_hex(HexNumber number, double& out) {
  if (number.mantissa == 0) {
    out = 0;
    return HexResult::ok;
  }
  const int shift = __builtin_clzll(number.mantissa);
  number.mantissa <<= shift;
  number.exponent -= shift;
  // The value is 0.1xxx * 2**(exponent + 64); bits below 2**-1074 do not fit.
  const std::int64_t top = number.exponent + 64;
  if (top > 1024) return HexResult::too_large;
  const std::int64_t kept_bits = std::min<std::int64_t>(53, top + 1074);
  if (kept_bits < 0) {
    out = 0;
    return HexResult::ok;
  }
  const auto drop = static_cast<int>(64 - kept_bits);
  std::uint64_t kept = drop == 64 ? 0 : number.mantissa >> drop;
  const std::uint64_t half = std::uint64_t{1} << (drop - 1);
  const std::uint64_t below = number.mantissa & (half - 1);
  const bool above_half = below != 0 || number.sticky;
  if ((number.mantissa & half) != 0 && (above_half || (kept & 1) != 0)) ++kept;
  out = std::ldexp(static_cast<double>(kept), static_cast<int>(number.exponent) + drop);
  return std::isinf(out) ? HexResult::too_large : HexResult::ok;
}

}  // namespace

HexResult double_from_hex(std::string_view text, double& out) {
  text = strip(text);
  const bool is_negative = take_sign(text);
  HexResult result = HexResult::ok;
  if (!parse_special(text, out)) {
    if (text.size() >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x') text.remove_prefix(2);
    HexNumber number;
    if (!read_hex_digits(text, number) || !read_hex_exponent(text, number) || !text.empty()) {
      return HexResult::malformed;
    }
    result = round_hex(number, out);
  }
  if (is_negative) out = -out;
  return result;
}

}  // namespace gilsim::vm
