// SPDX-License-Identifier: MIT

#include "vm/syntax/literals.h"

#include "vm/syntax/unicode.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

namespace gilsim::vm {
namespace {

int digit_value(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  const char lower = static_cast<char>(character | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

// Is the number, too large or too small for a double, too large? `digits` has no underscores.
bool is_huge(std::string_view digits) {
  const std::size_t exponent_at = std::min(digits.find_first_of("eE"), digits.size());
  const std::string_view mantissa = digits.substr(0, exponent_at);
  long long exponent = 0;
  if (exponent_at < digits.size()) {
    std::string_view text = digits.substr(exponent_at + 1);
    if (text.front() == '-') return false;
    if (text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (error != std::errc{}) exponent = std::numeric_limits<int>::max();
  }
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = mantissa.find_first_not_of("0.");
  if (first == std::string_view::npos) return false;
  return exponent + static_cast<long long>(point) - static_cast<long long>(first) > 0;
}

double decode_float(const std::string& digits) {
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::result_out_of_range) {
    return is_huge(digits) ? std::numeric_limits<double>::infinity() : 0.0;
  }
  return value;
}

std::string without_underscores(std::string_view text) {
  std::string digits;
  digits.reserve(text.size());
  for (const char character : text) {
    if (character != '_') digits += character;
  }
  return digits;
}

}  // namespace

bool decode_number(std::string_view text, ast::Constant& constant, AstArena& arena,
                   std::string& message) {
  std::string digits = without_underscores(text);
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0') {
    const char second = static_cast<char>(digits[1] | 0x20);
    base = second == 'x' ? 16 : second == 'o' ? 8 : second == 'b' ? 2 : 10;
  }
  if (base != 10) {
    digits.erase(0, 2);
  } else if (digits.back() == 'j' || digits.back() == 'J') {
    digits.pop_back();
    constant.value_kind = ast::ConstantKind::Imaginary;
    constant.number = decode_float(digits);
    return true;
  } else if (digits.find_first_of(".eE") != std::string::npos) {
    constant.value_kind = ast::ConstantKind::Float;
    constant.number = decode_float(digits);
    return true;
  }
  if (base == 10 && digits.size() > kMaxDecimalDigits) {
    message = "Exceeds the limit (4300 digits) for integer string conversion: value has " +
              std::to_string(digits.size()) +
              " digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
              "hexadecimal for huge "
              "integer literals to avoid decimal conversion limits.";
    return false;
  }
  constant.value_kind = ast::ConstantKind::Integer;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), constant.integer, base);
  if (error == std::errc::result_out_of_range) {
    constant.value_kind = ast::ConstantKind::BigInteger;
    constant.base = static_cast<std::uint8_t>(base);
    constant.text = arena.copy_text(digits);
  }
  return true;
}

StringParts split_string_token(std::string_view token) {
  StringParts parts;
  std::size_t at = 0;
  for (; token[at] != '"' && token[at] != '\''; ++at) {
    const char prefix = static_cast<char>(token[at] | 0x20);
    parts.raw = parts.raw || prefix == 'r';
    parts.bytes = parts.bytes || prefix == 'b';
    parts.format = parts.format || prefix == 'f';
  }
  const bool triple =
      token.size() >= at + 6 && token[at + 1] == token[at] && token[at + 2] == token[at];
  const std::size_t quotes = triple ? 3 : 1;
  parts.body_begin = at + quotes;
  parts.body_end = token.size() - quotes;
  return parts;
}

namespace {

class EscapeDecoder {
 public:
  EscapeDecoder(std::string_view body, bool bytes, std::string& out, std::string& message)
      : body_(body), bytes_(bytes), out_(out), message_(message) {}

  bool run() {
    while (at_ < body_.size()) {
      const std::size_t backslash = std::min(body_.find('\\', at_), body_.size());
      out_ += body_.substr(at_, backslash - at_);
      at_ = backslash;
      if (at_ + 1 < body_.size()) {
        if (!escape()) return false;
      } else if (at_ < body_.size()) {
        out_ += body_[at_++];
      }
    }
    return true;
  }

 private:
  // REQUIRES: a backslash at `at_` and a character after it.
  bool escape() {
    start_ = at_;
    const char character = body_[at_ + 1];
    at_ += 2;
    // clang-format off
    switch (character) {
      case '\n': return true;
      case '\\': out_ += '\\'; return true;
      case '\'': out_ += '\''; return true;
      case '"': out_ += '"'; return true;
      case 'a': out_ += '\a'; return true;
      case 'b': out_ += '\b'; return true;
      case 'f': out_ += '\f'; return true;
      case 'n': out_ += '\n'; return true;
      case 'r': out_ += '\r'; return true;
      case 't': out_ += '\t'; return true;
      case 'v': out_ += '\v'; return true;
      case 'x': return hexadecimal(2, "truncated \\xXX escape");
      default: break;
    }
    // clang-format on
    if (character >= '0' && character <= '7') return octal();
    if (!bytes_) {
      if (character == 'u') return hexadecimal(4, "truncated \\uXXXX escape");
      if (character == 'U') return hexadecimal(8, "truncated \\UXXXXXXXX escape");
      if (character == 'N') return named();
    }
    out_ += '\\';
    out_ += character;
    return true;
  }

  bool octal() {
    --at_;
    std::uint32_t value = 0;
    for (int count = 0; count < 3 && at_ < body_.size() && body_[at_] >= '0' && body_[at_] <= '7';
         ++count) {
      value = value * 8 + static_cast<std::uint32_t>(body_[at_++] - '0');
    }
    append(value);
    return true;
  }

  bool hexadecimal(int digits, std::string_view complaint) {
    std::uint32_t value = 0;
    for (int count = 0; count < digits; ++count) {
      if (at_ >= body_.size() || digit_value(body_[at_]) > 15) {
        if (!bytes_) return fail(complaint);
        message_ = "(value error) invalid \\x escape at position " + std::to_string(start_);
        return false;
      }
      value = value * 16 + static_cast<std::uint32_t>(digit_value(body_[at_++]));
    }
    if (value > 0x10FFFF) return fail("illegal Unicode character");
    append(value);
    return true;
  }

  bool named() {
    const std::size_t close = body_.find('}', at_);
    if (at_ >= body_.size() || body_[at_] != '{' || close == std::string_view::npos ||
        close == at_ + 1) {
      if (at_ < body_.size() && body_[at_] == '{') at_ = std::min(close, body_.size() - 1) + 1;
      return fail("malformed \\N character escape");
    }
    message_ = "the escape " + std::string(body_.substr(start_, close + 1 - start_)) +
               " is not in the subset: write the character itself, or \\u and its number";
    return false;
  }

  void append(std::uint32_t value) {
    if (bytes_) {
      out_ += static_cast<char>(value & 0xFFU);
    } else {
      append_utf8(out_, value);
    }
  }

  // CPython's codec sees every character beyond ASCII as an escape of ten characters and counts so.
  std::size_t codec_position(std::size_t offset) const {
    std::size_t position = 0;
    for (std::size_t at = 0; at < offset;) {
      const std::size_t size = code_point_at(body_, at).size;
      position += size == 1 ? 1 : 10;
      at += size;
    }
    return position;
  }

  bool fail(std::string_view complaint) {
    message_ = "(unicode error) 'unicodeescape' codec can't decode bytes in position " +
               std::to_string(codec_position(start_)) + "-" +
               std::to_string(codec_position(at_) - 1) + ": " + std::string(complaint);
    return false;
  }

  std::string_view body_;
  bool bytes_;
  std::string& out_;
  std::string& message_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
};

}  // namespace

bool decode_string_body(std::string_view body, bool raw, bool bytes, std::string& out,
                        std::string& message) {
  if (!raw && body.find('\\') != std::string_view::npos) {
    return EscapeDecoder(body, bytes, out, message).run();
  }
  out += body;
  return true;
}

}  // namespace gilsim::vm
