// SPDX-License-Identifier: MIT
//
// The format specification mini-language for int, float and str:
//
//     [[fill]align][sign][z][#][0][width][grouping][.precision][type]
#include "vm/eval/operations.h"
#include "vm/objects/complex.h"
#include "vm/objects/number.h"
#include "vm/objects/number_support.h"
#include "vm/objects/str.h"
#include "vm/objects/str_support.h"

#include <algorithm>
#include <charconv>
#include <climits>
#include <cmath>

namespace gilsim::vm {

namespace {

struct Specification {
  char32_t fill = ' ';
  char align = '>';
  char sign = 0;  // 0: not given
  bool no_negative_zero = false;
  bool alternate = false;
  std::int64_t width = -1;
  char grouping = 0;  // ',' or '_'
  std::int64_t precision = -1;
  char32_t type = 0;
  bool align_given = false;
};

bool is_align(char32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/// How a message shows a type code.
std::string show_code(char32_t c) {
  if (c > 32 && c < 128) return std::string(1, static_cast<char>(c));
  return fmt::format("\\x{:x}", static_cast<unsigned>(c));
}

class SpecificationParser {
 public:
  SpecificationParser(Thread& thread, Str* text, Value object)
      : thread_(thread), text_(text), object_(object) {}

  /// `out` brings the type's defaults. False: ValueError is pending.
  bool parse(Specification& out) {
    const char default_align = out.align;
    read_alignment(out);
    if (peek() == '+' || peek() == '-' || peek() == ' ') out.sign = static_cast<char>(take());
    out.no_negative_zero = accept('z');
    out.alternate = accept('#');
    if (!fill_given_ && accept('0')) {
      out.fill = '0';
      if (!out.align_given && default_align == '>') out.align = '=';
    }
    return read_number(out.width) && read_grouping(out) && read_precision(out) && read_type(out);
  }

 private:
  char32_t peek(std::int64_t ahead = 0) const {
    return at_ + ahead < text_->length ? text_->at(at_ + ahead) : 0;
  }
  char32_t take() { return text_->at(at_++); }
  bool accept(char32_t c) {
    if (at_ >= text_->length || text_->at(at_) != c) return false;
    ++at_;
    return true;
  }
  bool fail(std::string_view message) {
    thread_.raise(thread_.types().ValueError, message).reset();
    return false;
  }

  void read_alignment(Specification& out) {
    if (at_ + 1 < text_->length && is_align(peek(1))) {
      out.fill = take();
      fill_given_ = true;
    } else if (!is_align(peek())) {
      return;
    }
    out.align = static_cast<char>(take());
    out.align_given = true;
  }

  bool read_number(std::int64_t& out) {
    std::int64_t number = 0;
    const std::int64_t start = at_;
    while (peek() >= '0' && peek() <= '9') {
      if (__builtin_mul_overflow(number, 10, &number) ||
          __builtin_add_overflow(number, static_cast<std::int64_t>(take() - '0'), &number)) {
        return fail("Too many decimal digits in format string");
      }
    }
    if (at_ > start) out = number;
    return true;
  }

  bool read_grouping(Specification& out) {
    if (accept(',')) out.grouping = ',';
    if (accept('_')) {
      if (out.grouping != 0) return fail("Cannot specify both ',' and '_'.");
      out.grouping = '_';
    }
    if (out.grouping == '_' && peek() == ',') return fail("Cannot specify both ',' and '_'.");
    return true;
  }

  bool read_precision(Specification& out) {
    if (!accept('.')) return true;
    if (!read_number(out.precision)) return false;
    return out.precision >= 0 || fail("Format specifier missing precision");
  }

  bool read_type(Specification& out) {
    if (text_->length - at_ > 1) {
      return fail(fmt::format("Invalid format specifier '{}' for object of type '{}'",
                              to_utf8(text_), type_name(thread_, object_)));
    }
    if (at_ < text_->length) out.type = take();
    if (out.grouping == 0) return true;
    switch (out.type) {
      case 0:
      case 'd':
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
      case '%':
        return true;
      case 'b':
      case 'o':
      case 'x':
      case 'X':
        if (out.grouping == '_') return true;
        [[fallthrough]];
      default:
        return fail(
            fmt::format("Cannot specify '{}' with '{}'.", out.grouping, show_code(out.type)));
    }
  }

  Thread& thread_;
  Str* text_;
  Value object_;
  std::int64_t at_ = 0;
  bool fill_given_ = false;
};

Ref raise_unknown_code(Thread& thread, char32_t type, Value object) {
  return thread.value_error("Unknown format code '{}' for object of type '{}'", show_code(type),
                            type_name(thread, object));
}

// --- layout of numbers --------------------------------------------------------------------------

/// A number's text in the parts that padding and grouping treat apart.
struct NumberText {
  std::string sign;
  std::string prefix;  // 0x
  std::string digits;  // grouped
  std::string rest;    // point, decimals, exponent, %
};

/// Puts separators between groups; zeros in front until it is `least` wide.
std::string group_digits(std::string_view digits, char separator, int group, std::int64_t least) {
  std::string reversed;
  int in_group = 0;
  const auto put = [&](char c) {
    if (separator != 0 && in_group == group) {
      reversed.push_back(separator);
      in_group = 0;
    }
    reversed.push_back(c);
    ++in_group;
  };
  for (std::size_t i = digits.size(); i-- > 0;) put(digits[i]);
  while (static_cast<std::int64_t>(reversed.size()) < least) put('0');
  return {reversed.rbegin(), reversed.rend()};
}

bool is_zero_padded(const Specification& spec) { return spec.fill == '0' && spec.align == '='; }

std::string sign_text(bool is_negative, char sign) {
  if (is_negative) return "-";
  return sign == '+' ? "+" : sign == ' ' ? " " : "";
}

Ref lay_out(Thread& thread, NumberText number, const Specification& spec, int group) {
  if (spec.width > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(spec.width))) {
    return Ref::error();
  }
  const auto around =
      static_cast<std::int64_t>(number.sign.size() + number.prefix.size() + number.rest.size());
  if (spec.grouping != 0 || is_zero_padded(spec)) {
    // Infinities and NaN have no digits, and their padding no separators.
    const char separator = number.digits.empty() ? '\0' : spec.grouping;
    number.digits = group_digits(number.digits, separator, group,
                                 is_zero_padded(spec) ? spec.width - around : 0);
  }
  const std::string front = number.sign + number.prefix;
  const std::string back = number.digits + number.rest;
  const std::int64_t fill = spec.width - static_cast<std::int64_t>(front.size() + back.size());
  if (fill <= 0) return make_str(thread, front + back);
  if (spec.align == '=') {
    const Ref first = make_str(thread, front);
    const Ref last = make_str(thread, back);
    if (first.is_error() || last.is_error()) return Ref::error();
    const Ref padded = pad_text(thread, last.as<Str>(), fill, 0, spec.fill);
    return padded.is_error() ? Ref::error()
                             : concatenate(thread, first.as<Str>(), padded.as<Str>());
  }
  const std::int64_t left = spec.align == '>' ? fill : spec.align == '^' ? fill / 2 : 0;
  const Ref text = make_str(thread, front + back);
  return text.is_error() ? Ref::error()
                         : pad_text(thread, text.as<Str>(), left, fill - left, spec.fill);
}

// --- int ----------------------------------------------------------------------------------------

int base_of(char32_t type) {
  switch (type) {
    case 'b':
      return 2;
    case 'o':
      return 8;
    case 'x':
    case 'X':
      return 16;
    default:
      return 10;
  }
}

void make_upper(std::string& text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
}

Ref format_character(Thread& thread, Value number, const Specification& spec) {
  if (spec.sign != 0) {
    return thread.value_error("Sign not allowed with integer format specifier 'c'");
  }
  if (spec.alternate) {
    return thread.value_error("Alternate form (#) not allowed with integer format specifier 'c'");
  }
  std::int64_t code;
  if (!int_to_int64(number, code)) {
    return thread.raise(thread.types().OverflowError, "Python int too large to convert to C long");
  }
  if (code < 0 || code > 0x10ffff) {
    return thread.raise(thread.types().OverflowError, "%c arg not in range(0x110000)");
  }
  const Ref text = make_str_from_code_point(thread, static_cast<char32_t>(code));
  const std::int64_t fill = std::max<std::int64_t>(spec.width - 1, 0);
  const std::int64_t left = spec.align == '<' ? 0 : spec.align == '^' ? fill / 2 : fill;
  return pad_text(thread, text.as<Str>(), left, fill - left, spec.fill);
}

Ref format_as_int(Thread& thread, Value number, const Specification& spec) {
  thread.charge(thread.work_costs().repr_ps);
  if (spec.precision >= 0) {
    return thread.value_error("Precision not allowed in integer format specifier");
  }
  if (spec.no_negative_zero) {
    return thread.value_error("Negative zero coercion (z) not allowed in integer format specifier");
  }
  if (spec.type == 'c') return format_character(thread, number, spec);
  const int base = base_of(spec.type);
  NumberText text;
  if (!int_to_text(thread, number, base, text.digits)) return Ref::error();
  const bool is_negative = text.digits[0] == '-';
  if (is_negative) text.digits.erase(0, 1);
  text.sign = sign_text(is_negative, spec.sign);
  if (spec.alternate && base != 10) text.prefix = base == 16 ? "0x" : base == 8 ? "0o" : "0b";
  if (spec.type == 'X') {
    make_upper(text.digits);
    make_upper(text.prefix);
  }
  return lay_out(thread, std::move(text), spec, base == 10 ? 3 : 4);
}

// --- float --------------------------------------------------------------------------------------

bool is_float_code(char32_t type) {
  switch (type) {
    case 0:
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'n':
    case '%':
      return true;
    default:
      return false;
  }
}

/// The type and precision double_to_text wants.
struct DoubleFormat {
  char type;
  int precision;
  DoubleStyle style;
};

DoubleFormat double_format(const Specification& spec) {
  DoubleFormat format{'g', spec.precision < 0 ? 6 : static_cast<int>(spec.precision), {}};
  format.style.alternate = spec.alternate;
  switch (spec.type) {
    case 0:
      format.type = spec.precision < 0 ? 'r' : 'g';
      format.style.add_dot_zero = true;
      break;
    case 'E':
    case 'F':
    case 'G':
      format.style.upper_case = true;
      [[fallthrough]];
    case 'e':
    case 'f':
    case 'g':
      format.type = static_cast<char>(spec.type | 0x20);
      break;
    case '%':
      format.type = 'f';
      break;
    default:
      break;
  }
  return format;
}

bool is_zero_text(std::string_view text) {
  return text.substr(0, text.find_first_of("eE")).find_first_of("123456789in") ==
         std::string_view::npos;
}

Ref format_as_float(Thread& thread, double number, const Specification& spec) {
  thread.charge(thread.work_costs().repr_ps);
  if (spec.precision > INT_MAX) return thread.value_error("precision too big");
  if (spec.precision > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(spec.precision))) {
    return Ref::error();
  }
  const DoubleFormat format = double_format(spec);
  if (spec.type == '%') number *= 100;
  std::string all = double_to_text(number, format.type, format.precision, format.style);
  bool is_negative = all[0] == '-';
  if (is_negative) all.erase(0, 1);
  if (spec.no_negative_zero && std::isfinite(number) && is_zero_text(all)) is_negative = false;
  NumberText text;
  text.sign = sign_text(is_negative, spec.sign);
  const std::size_t digits = std::min(all.find_first_not_of("0123456789"), all.size());
  text.digits = all.substr(0, digits);
  text.rest = all.substr(digits);
  if (spec.type == '%') text.rest.push_back('%');
  thread.charge(static_cast<std::int64_t>(all.size()) * thread.work_costs().byte_ps);
  return lay_out(thread, std::move(text), spec, 3);
}

/// Appends one part of a complex number. A whole number has no ".0" there.
bool part_of_complex(Thread& thread, double number, const Specification& spec, std::string& text) {
  const Ref part = format_as_float(thread, number, spec);
  if (part.is_error()) return false;
  std::string digits = to_utf8(part.as<Str>());
  if (spec.type == 0 && digits.ends_with(".0")) digits.resize(digits.size() - 2);
  text += digits;
  return true;
}

}  // namespace

Ref format_int(Thread& thread, Value number, Str* specification) {
  if (specification->length == 0) return to_str(thread, number);
  Specification spec;
  spec.type = 'd';
  if (!SpecificationParser(thread, specification, number).parse(spec)) return Ref::error();
  switch (spec.type) {
    case 'b':
    case 'c':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'n':
      return format_as_int(thread, plain_int(number), spec);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': {
      double value;
      if (!number_to_double(thread, number, value)) return Ref::error();
      return format_as_float(thread, value, spec);
    }
    default:
      return raise_unknown_code(thread, spec.type, number);
  }
}

Ref format_float(Thread& thread, Value number, Str* specification) {
  if (specification->length == 0) return to_str(thread, number);
  Specification spec;
  if (!SpecificationParser(thread, specification, number).parse(spec)) return Ref::error();
  if (!is_float_code(spec.type)) return raise_unknown_code(thread, spec.type, number);
  return format_as_float(thread, float_of(number), spec);
}

Ref format_complex(Thread& thread, Value number, Str* specification) {
  if (specification->length == 0) return to_str(thread, number);
  Specification spec;
  if (!SpecificationParser(thread, specification, number).parse(spec)) return Ref::error();
  if (!is_float_code(spec.type) || spec.type == '%') {
    return raise_unknown_code(thread, spec.type, number);
  }
  if (spec.fill == '0') {
    return thread.value_error("Zero padding is not allowed in complex format specifier");
  }
  if (spec.align == '=') {
    return thread.value_error("'=' alignment flag is not allowed in complex format specifier");
  }
  Specification part = spec;
  part.width = -1;
  const Complex parts = complex_of(number);
  const bool is_plain = spec.type == 0;
  std::string text;
  if (!is_plain || parts.real != 0 || std::signbit(parts.real)) {
    if (!part_of_complex(thread, parts.real, part, text)) return Ref::error();
    part.sign = '+';
  }
  const bool has_real = !text.empty();
  if (!part_of_complex(thread, parts.imaginary, part, text)) return Ref::error();
  text.push_back('j');
  if (is_plain && has_real) text = "(" + text + ")";
  const std::int64_t fill =
      std::max<std::int64_t>(spec.width - static_cast<std::int64_t>(text.size()), 0);
  const std::int64_t left = spec.align == '>' ? fill : spec.align == '^' ? fill / 2 : 0;
  const Ref shown = make_str(thread, text);
  return pad_text(thread, shown.as<Str>(), left, fill - left, spec.fill);
}

Ref format_str(Thread& thread, Str* text, Str* specification) {
  if (specification->length == 0) return to_str(thread, text);
  Specification spec;
  spec.align = '<';
  spec.type = 's';
  if (!SpecificationParser(thread, specification, text).parse(spec)) return Ref::error();
  if (spec.type != 's') return raise_unknown_code(thread, spec.type, text);
  if (spec.sign == ' ') return thread.value_error("Space not allowed in string format specifier");
  if (spec.sign != 0) return thread.value_error("Sign not allowed in string format specifier");
  if (spec.no_negative_zero) {
    return thread.value_error("Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) {
    return thread.value_error("Alternate form (#) not allowed in string format specifier");
  }
  if (spec.align == '=') {
    return thread.value_error("'=' alignment not allowed in string format specifier");
  }
  Ref shown = Ref::share(text);
  if (spec.precision >= 0 && spec.precision < text->length) {
    shown = substring(thread, text, 0, spec.precision);
    if (shown.is_error()) return shown;
  }
  const std::int64_t fill = std::max<std::int64_t>(spec.width - shown.as<Str>()->length, 0);
  const std::int64_t left = spec.align == '>' ? fill : spec.align == '^' ? fill / 2 : 0;
  return pad_text(thread, shown.as<Str>(), left, fill - left, spec.fill);
}

}  // namespace gilsim::vm
