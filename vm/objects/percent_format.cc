// SPDX-License-Identifier: MIT
//
// The `%` operator of str: %[(key)][flags][width][.precision][length]type.
#include "vm/eval/operations.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/number.h"
#include "vm/objects/number_support.h"
#include "vm/objects/str_support.h"
#include "vm/objects/tuple.h"

#include <climits>
#include <cmath>

namespace gilsim::vm {

namespace {

struct Conversion {
  bool left = false;
  bool plus = false;
  bool blank = false;
  bool alternate = false;
  bool zero = false;
  std::int64_t width = -1;
  std::int64_t precision = -1;
  char32_t type = 0;
};

class PercentFormatter {
 public:
  /// `bytes_text`: the text of bytes is formatted, and gives the argument of %s and %b as text.
  PercentFormatter(Thread& thread, Str* text, Value arguments, UnarySlot bytes_text)
      : thread_(thread), text_(text), bytes_text_(bytes_text), arguments_(Ref::share(arguments)) {
    const bool is_mapping = type_of(thread, arguments)->slots.get_item != nullptr;
    const bool is_argument_of_bytes =
        bytes_text != nullptr && (is_bytes(arguments) || is_bytearray(arguments));
    has_mapping_ =
        is_mapping && !is_tuple(arguments) && !is_str(arguments) && !is_argument_of_bytes;
    if (is_tuple(arguments)) {
      count_ = cast<Tuple>(arguments)->length;
    } else {
      single_ = Ref::share(arguments);
    }
  }

  Ref run() {
    const Ref held = Ref::share(text_);
    Pacer pacer(thread_);
    while (at_ < text_->length) {
      const std::int64_t start = at_;
      while (at_ < text_->length && text_->at(at_) != '%') ++at_;
      out_.append(text_, start, at_);
      if (at_ < text_->length) {
        ++at_;
        if (!convert_next()) return Ref::error();
      }
      if (!pacer.step(at_ - start)) return Ref::error();
    }
    const bool all_used = count_ >= 0 ? next_ >= count_ : single_used_;
    if (!all_used && !has_mapping_) {
      return thread_.type_error("not all arguments converted during {} formatting",
                                bytes_text_ == nullptr ? "string" : "bytes");
    }
    return out_.finish(thread_);
  }

 private:
  bool fail(Ref) { return false; }
  bool fail_value(std::string_view message) {
    return fail(thread_.raise(thread_.types().ValueError, message));
  }

  bool at_end() const { return at_ >= text_->length; }
  char32_t peek() const { return text_->at(at_); }

  /// The next argument, shared; false: there is none left.
  bool next_argument(Ref& out) {
    if (count_ >= 0 && next_ < count_) {
      out = Ref::share((*arguments_.as<Tuple>())[next_++]);
      return true;
    }
    if (count_ < 0 && !single_used_) {
      single_used_ = true;
      out = single_.share();
      return true;
    }
    return fail(thread_.type_error("not enough arguments for format string"));
  }

  // --- reading a conversion ---

  bool convert_next() {
    if (at_end()) return fail_value("incomplete format");
    if (peek() == '%') {
      out_.append(U'%');
      ++at_;
      return true;
    }
    Conversion conversion;
    if (peek() == '(' && !read_key()) return false;
    read_flags(conversion);
    if (!read_size(conversion.width, true, conversion)) return false;
    if (!at_end() && peek() == '.') {
      ++at_;
      conversion.precision = 0;
      if (!read_size(conversion.precision, false, conversion)) return false;
    }
    if (!at_end() && (peek() == 'h' || peek() == 'l' || peek() == 'L')) ++at_;
    if (at_end()) return fail_value("incomplete format");
    conversion.type = text_->at(at_++);
    Ref value;
    return next_argument(value) && append(conversion, value);
  }

  /// `(key)`: the argument is the mapping's item.
  bool read_key() {
    if (!has_mapping_) return fail(thread_.type_error("format requires a mapping"));
    const std::int64_t start = ++at_;
    int depth = 1;
    for (; at_ < text_->length; ++at_) {
      if (peek() == '(') ++depth;
      if (peek() == ')' && --depth == 0) break;
    }
    if (at_end()) return fail_value("incomplete format key");
    const Ref name = substring(thread_, text_, start, at_++);
    if (name.is_error()) return false;
    std::string bytes;
    if (bytes_text_ != nullptr && !bytes_of_text(thread_, name.as<Str>(), bytes)) return false;
    const Ref key = bytes_text_ == nullptr ? name.share() : make_bytes(thread_, bytes);
    if (key.is_error()) return false;
    single_ = get_item(thread_, arguments_, key);
    single_used_ = false;
    return !single_.is_error();
  }

  void read_flags(Conversion& conversion) {
    for (; !at_end(); ++at_) {
      switch (peek()) {
        case '-':
          conversion.left = true;
          break;
        case '+':
          conversion.plus = true;
          break;
        case ' ':
          conversion.blank = true;
          break;
        case '#':
          conversion.alternate = true;
          break;
        case '0':
          conversion.zero = true;
          break;
        default:
          return;
      }
    }
  }

  /// Digits or `*`.
  bool read_size(std::int64_t& out, bool is_width, Conversion& conversion) {
    if (!at_end() && peek() == '*') {
      ++at_;
      return read_size_argument(out, is_width, conversion);
    }
    std::int64_t number = 0;
    const std::int64_t start = at_;
    for (; !at_end() && peek() >= '0' && peek() <= '9'; ++at_) {
      number = number * 10 + static_cast<std::int64_t>(peek() - '0');
      if (number > (is_width ? INT64_MAX / 16 : INT_MAX)) {
        return fail_value(is_width ? "width too big" : "precision too big");
      }
    }
    if (at_ > start) out = number;
    return true;
  }

  bool read_size_argument(std::int64_t& out, bool is_width, Conversion& conversion) {
    Ref value;
    if (!next_argument(value)) return false;
    if (!is_int(value)) return fail(thread_.type_error("* wants int"));
    if (!int_to_int64(plain_int(value), out) || (!is_width && (out > INT_MAX || out < INT_MIN))) {
      return fail(thread_.error(thread_.types().OverflowError,
                                "Python int too large to convert to C {}",
                                is_width ? "ssize_t" : "int"));
    }
    if (!is_width) {
      out = std::max<std::int64_t>(out, 0);
    } else if (out < 0) {
      conversion.left = true;
      out = -std::max(out, -INT64_MAX);
    }
    return true;
  }

  // --- writing a value ---

  bool append(const Conversion& conversion, Value value) {
    const bool is_bytes_text = bytes_text_ != nullptr;
    switch (conversion.type) {
      case 's':
        return append_shown(conversion,
                            is_bytes_text ? bytes_text_(thread_, value) : to_str(thread_, value));
      case 'b':
        if (!is_bytes_text) break;
        return append_shown(conversion, bytes_text_(thread_, value));
      case 'r':
        return append_shown(conversion,
                            is_bytes_text ? ascii_repr(thread_, value) : repr(thread_, value));
      case 'a':
        return append_shown(conversion, ascii_repr(thread_, value));
      case 'c': {
        std::string_view content;
        const Ref character = is_bytes_text && bytes_view(value, content)
                                  ? bytes_text_(thread_, value)
                                  : Ref::share(value);
        return !character.is_error() && append_character(conversion, character);
      }
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        return append_int(conversion, value);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return append_float(conversion, value);
      default:
        break;
    }
    const char shown =
        conversion.type > 31 && conversion.type < 127 ? static_cast<char>(conversion.type) : '?';
    return fail(thread_.value_error("unsupported format character '{}' (0x{:x}) at index {}", shown,
                                    static_cast<unsigned>(conversion.type), at_ - 1));
  }

  bool reserve(std::int64_t size) {
    if (size <= kLargeBytes) return true;
    // Four bytes a code point while it is built, and the result.
    constexpr std::int64_t kTooMuch = std::int64_t{1} << 60;
    return thread_.reserve(static_cast<std::uint64_t>(out_.length() + std::min(size, kTooMuch)) *
                           5);
  }

  void append_fill(std::int64_t count, char32_t fill) {
    for (; count > 0; --count) out_.append(fill);
  }

  /// Text in a field of the given width.
  bool append_padded(const Conversion& conversion, const Str* text, std::int64_t length) {
    const std::int64_t fill = std::max<std::int64_t>(conversion.width - length, 0);
    if (!reserve(fill + length)) return false;
    if (!conversion.left) append_fill(fill, ' ');
    out_.append(text, 0, length);
    if (conversion.left) append_fill(fill, ' ');
    thread_.charge((fill + length) * thread_.work_costs().byte_ps);
    return true;
  }

  bool append_shown(const Conversion& conversion, const Ref& shown) {
    if (shown.is_error()) return false;
    const Str* text = shown.as<Str>();
    const bool is_cut = conversion.precision >= 0 && conversion.precision < text->length;
    return append_padded(conversion, text, is_cut ? conversion.precision : text->length);
  }

  bool fail_character() {
    return fail(bytes_text_ == nullptr
                    ? thread_.type_error("%c requires int or char")
                    : thread_.type_error("%c requires an integer in range(256) or a single byte"));
  }

  bool append_character(const Conversion& conversion, Value value) {
    if (is_str(value)) {
      if (cast<Str>(value)->length == 1) return append_padded(conversion, cast<Str>(value), 1);
      return fail_character();
    }
    if (type_of(thread_, value)->slots.to_index == nullptr) {
      return fail_character();
    }
    const Ref number = to_index_int(thread_, value);
    if (number.is_error()) return false;
    std::int64_t code;
    if (!int_to_int64(number, code) || code < 0 || code > 0x10ffff) {
      return fail(thread_.raise(thread_.types().OverflowError, "%c arg not in range(0x110000)"));
    }
    const Ref text = make_str_from_code_point(thread_, static_cast<char32_t>(code));
    return append_padded(conversion, text.as<Str>(), 1);
  }

  /// A number's digits after its sign and prefix; zeros may stand between.
  bool append_number(const Conversion& conversion, std::string_view sign, std::string_view prefix,
                     std::string_view digits) {
    const auto length = static_cast<std::int64_t>(sign.size() + prefix.size() + digits.size());
    const std::int64_t fill = std::max<std::int64_t>(conversion.width - length, 0);
    if (!reserve(fill + length)) return false;
    const bool pads_zeros = conversion.zero && !conversion.left;
    if (!conversion.left && !pads_zeros) append_fill(fill, ' ');
    out_.append_utf8(sign);
    out_.append_utf8(prefix);
    if (pads_zeros) append_fill(fill, '0');
    out_.append_utf8(digits);
    if (conversion.left) append_fill(fill, ' ');
    thread_.charge(thread_.work_costs().repr_ps + (fill + length) * thread_.work_costs().byte_ps);
    return true;
  }

  static std::string_view sign_of(const Conversion& conversion, bool is_negative) {
    return is_negative ? "-" : conversion.plus ? "+" : conversion.blank ? " " : "";
  }

  /// The plain int to show; Error.
  Ref integer_of(const Conversion& conversion, Value value) {
    if (is_int(value)) return Ref::share(plain_int(value));
    const bool needs_index = conversion.type == 'o' || (conversion.type | 0x20) == 'x';
    const Slots& slots = type_of(thread_, value)->slots;
    if (needs_index && slots.to_index != nullptr) return to_index_int(thread_, value);
    if (!needs_index && slots.to_int != nullptr) {
      const Ref number = slots.to_int(thread_, value);
      if (number.is_error()) return Ref::error();
      if (is_int(number)) return Ref::share(plain_int(number));
      return thread_.type_error("__int__ returned non-int (type {})", type_name(thread_, number));
    }
    if (!needs_index && slots.to_index != nullptr) return to_index_int(thread_, value);
    return thread_.type_error(
        "%{} format: {} is required, not {}", static_cast<char>(conversion.type),
        needs_index ? "an integer" : "a real number", type_name(thread_, value));
  }

  bool append_int(const Conversion& conversion, Value value) {
    const Ref number = integer_of(conversion, value);
    if (number.is_error()) return false;
    const int base = conversion.type == 'o' ? 8 : (conversion.type | 0x20) == 'x' ? 16 : 10;
    std::string digits;
    if (!int_to_text(thread_, number, base, digits)) return false;
    const bool is_negative = digits[0] == '-';
    if (is_negative) digits.erase(0, 1);
    const auto size = static_cast<std::int64_t>(digits.size());
    if (conversion.precision > size) {
      if (!reserve(conversion.precision)) return false;
      digits.insert(0, static_cast<std::size_t>(conversion.precision - size), '0');
    }
    std::string_view prefix;
    if (conversion.alternate && base == 8) prefix = "0o";
    if (conversion.alternate && base == 16) prefix = conversion.type == 'X' ? "0X" : "0x";
    if (conversion.type == 'X') {
      for (char& c : digits) c = c >= 'a' ? static_cast<char>(c - 32) : c;
    }
    return append_number(conversion, sign_of(conversion, is_negative), prefix, digits);
  }

  bool append_float(const Conversion& conversion, Value value) {
    double number;
    if (!to_double(thread_, value, number)) return false;
    const std::int64_t precision = conversion.precision < 0 ? 6 : conversion.precision;
    if (!reserve(precision)) return false;
    DoubleStyle style;
    style.alternate = conversion.alternate;
    style.upper_case = conversion.type < 'a';
    std::string text = double_to_text(number, static_cast<char>(conversion.type | 0x20),
                                      static_cast<int>(precision), style);
    const bool is_negative = text[0] == '-';
    if (is_negative) text.erase(0, 1);
    return append_number(conversion, sign_of(conversion, is_negative), "", text);
  }

  Thread& thread_;
  Str* text_;
  UnarySlot bytes_text_;
  Ref arguments_;
  bool has_mapping_ = false;
  std::int64_t count_ = -1;  // of a tuple; -1: one argument
  std::int64_t next_ = 0;
  Ref single_;
  bool single_used_ = false;
  std::int64_t at_ = 0;
  StrBuilder out_;
};

}  // namespace

Ref percent_format(Thread& thread, Str* format_text, Value arguments) {
  return PercentFormatter(thread, format_text, arguments, nullptr).run();
}

Ref percent_format_of_bytes(Thread& thread, Str* format_text, Value arguments,
                            UnarySlot bytes_text) {
  return PercentFormatter(thread, format_text, arguments, bytes_text).run();
}

}  // namespace gilsim::vm
