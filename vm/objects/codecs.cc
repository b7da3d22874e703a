// SPDX-License-Identifier: MIT
//
// str.encode and bytes.decode: UTF-8 (with and without signature), UTF-16, UTF-32, ASCII and
// Latin-1, with CPython's error handlers but for namereplace. Where an error starts and ends, and
// its reason, are CPython's.
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/exception.h"
#include "vm/objects/str_support.h"

#include <optional>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

enum class Codec { utf_8, utf_8_sig, ascii, latin_1, utf_16, utf_32, escape, raw_escape };

struct Encoding {
  Codec codec;
  const char* name;  // in messages
  bool big_endian = false;
  bool byte_order_mark = false;
};

constexpr struct {
  std::string_view alias;
  Encoding encoding;
} kEncodings[] = {
    {"utf_8", {Codec::utf_8, "utf-8"}},
    {"utf8", {Codec::utf_8, "utf-8"}},
    {"u8", {Codec::utf_8, "utf-8"}},
    {"utf", {Codec::utf_8, "utf-8"}},
    {"utf_8_sig", {Codec::utf_8_sig, "utf-8"}},
    {"ascii", {Codec::ascii, "ascii"}},
    {"us_ascii", {Codec::ascii, "ascii"}},
    {"646", {Codec::ascii, "ascii"}},
    {"latin_1", {Codec::latin_1, "latin-1"}},
    {"latin1", {Codec::latin_1, "latin-1"}},
    {"latin", {Codec::latin_1, "latin-1"}},
    {"l1", {Codec::latin_1, "latin-1"}},
    {"iso8859_1", {Codec::latin_1, "latin-1"}},
    {"iso_8859_1", {Codec::latin_1, "latin-1"}},
    {"8859", {Codec::latin_1, "latin-1"}},
    {"utf_16", {Codec::utf_16, "utf-16", false, true}},
    {"utf16", {Codec::utf_16, "utf-16", false, true}},
    {"utf_16_le", {Codec::utf_16, "utf-16-le"}},
    {"utf_16le", {Codec::utf_16, "utf-16-le"}},
    {"utf_16_be", {Codec::utf_16, "utf-16-be", true}},
    {"utf_16be", {Codec::utf_16, "utf-16-be", true}},
    {"utf_32", {Codec::utf_32, "utf-32", false, true}},
    {"utf32", {Codec::utf_32, "utf-32", false, true}},
    {"utf_32_le", {Codec::utf_32, "utf-32-le"}},
    {"utf_32le", {Codec::utf_32, "utf-32-le"}},
    {"utf_32_be", {Codec::utf_32, "utf-32-be", true}},
    {"utf_32be", {Codec::utf_32, "utf-32-be", true}},
    {"unicode_escape", {Codec::escape, "unicodeescape"}},
    {"unicodeescape", {Codec::escape, "unicodeescape"}},
    {"raw_unicode_escape", {Codec::raw_escape, "rawunicodeescape"}},
    {"rawunicodeescape", {Codec::raw_escape, "rawunicodeescape"}},
};

bool find_encoding(Thread& thread, std::string_view name, Encoding& out) {
  std::string normal;
  for (const char c : name) {
    normal.push_back(c == '-' || c == ' '   ? '_'
                     : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32)
                                            : c);
  }
  for (const auto& row : kEncodings) {
    if (row.alias == normal) {
      out = row.encoding;
      return true;
    }
  }
  return fail(thread.error(thread.types().LookupError, "unknown encoding: {}", name));
}

enum class Handler { strict, ignore, replace, backslash, xml, surrogate_escape, surrogate_pass };

std::optional<Handler> find_handler(std::string_view name) {
  if (name == "strict") return Handler::strict;
  if (name == "ignore") return Handler::ignore;
  if (name == "replace") return Handler::replace;
  if (name == "backslashreplace") return Handler::backslash;
  if (name == "xmlcharrefreplace") return Handler::xml;
  if (name == "surrogateescape") return Handler::surrogate_escape;
  if (name == "surrogatepass") return Handler::surrogate_pass;
  return std::nullopt;
}

/// The handler is looked up when the first error occurs, as in CPython: a wrong name does no harm
/// before.
bool read_handler(Thread& thread, std::string_view name, Handler& out) {
  const std::optional<Handler> found = find_handler(name);
  if (!found) {
    return fail(thread.error(thread.types().LookupError, "unknown error handler name '{}'", name));
  }
  out = *found;
  return true;
}

/// UnicodeEncodeError or UnicodeDecodeError with its five arguments.
bool raise_unicode_error(Thread& thread, Type* cls, const char* encoding, Value object,
                         std::int64_t start, std::int64_t end, const char* reason) {
  const Ref name = make_str(thread, encoding);
  const Ref why = make_str(thread, reason);
  const Value arguments[] = {name, object, Value::small_int(start), Value::small_int(end), why};
  return fail(thread.raise(make_exception(thread, cls, arguments)));
}

bool is_surrogate(char32_t c) { return c >= 0xd800 && c < 0xe000; }

// --- encoding -----------------------------------------------------------------------------------

class Encoder {
 public:
  Encoder(Thread& thread, Str* text, const Encoding& encoding, std::string_view errors,
          std::string& out)
      : thread_(thread), text_(text), encoding_(encoding), errors_(errors), out_(out) {}

  bool run() {
    const Ref held = Ref::share(text_);
    if (text_->length > kLargeBytes &&
        !thread_.reserve(static_cast<std::uint64_t>(text_->length) * 2)) {
      return false;
    }
    out_.clear();
    if (encoding_.codec == Codec::utf_8_sig) out_ = "\xef\xbb\xbf";
    if (encoding_.byte_order_mark) put(0xfeff);
    if (text_->is_ascii && is_ascii_superset()) {
      out_ += text_->ascii();
      return pay_bytes(thread_, text_->length);
    }
    Pacer pacer(thread_);
    for (std::int64_t i = 0; i < text_->length;) {
      if (!pacer.step(8)) return false;
      if (can_encode(text_->at(i))) {
        put(text_->at(i++));
      } else if (!handle_error(i)) {
        return false;
      }
    }
    return true;
  }

 private:
  bool is_ascii_superset() const {
    return encoding_.codec != Codec::utf_16 && encoding_.codec != Codec::utf_32 &&
           encoding_.codec != Codec::escape;
  }

  bool can_encode(char32_t c) const {
    switch (encoding_.codec) {
      case Codec::ascii:
        return c < 0x80;
      case Codec::latin_1:
        return c < 0x100;
      case Codec::escape:
      case Codec::raw_escape:
        return true;
      default:
        return !is_surrogate(c);
    }
  }

  void put_unit(std::uint32_t unit, int bytes) {
    for (int i = 0; i < bytes; ++i) {
      const int shift = 8 * (encoding_.big_endian ? bytes - 1 - i : i);
      out_.push_back(static_cast<char>(unit >> shift));
    }
  }

  void put(char32_t c) {
    switch (encoding_.codec) {
      case Codec::ascii:
      case Codec::latin_1:
        out_.push_back(static_cast<char>(c));
        break;
      case Codec::utf_8:
      case Codec::utf_8_sig:
        put_utf_8(c);
        break;
      case Codec::utf_16:
        if (c >= 0x10000) {
          put_unit(0xd800 + ((c - 0x10000) >> 10), 2);
          c = 0xdc00 + ((c - 0x10000) & 0x3ff);
        }
        put_unit(c, 2);
        break;
      case Codec::utf_32:
        put_unit(c, 4);
        break;
      case Codec::escape:
        put_escape(c);
        break;
      case Codec::raw_escape:
        if (c < 0x100) {
          out_.push_back(static_cast<char>(c));
        } else {
          put_escape(c);
        }
        break;
    }
  }

  /// As in a literal: printable ASCII as it stands.
  void put_escape(char32_t c) {
    const auto code = static_cast<std::uint32_t>(c);
    if (c == '\\') {
      out_ += "\\\\";
    } else if (c == '\t' || c == '\n' || c == '\r') {
      out_ += c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r";
    } else if (c >= 0x20 && c < 0x7f) {
      out_.push_back(static_cast<char>(c));
    } else if (c < 0x100) {
      out_ += fmt::format("\\x{:02x}", code);
    } else {
      out_ += c < 0x10000 ? fmt::format("\\u{:04x}", code) : fmt::format("\\U{:08x}", code);
    }
  }

  void put_utf_8(char32_t c) {
    if (c < 0x80) {
      out_.push_back(static_cast<char>(c));
      return;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    constexpr unsigned kFirst[] = {0, 0xc0, 0xe0, 0xf0};
    out_.push_back(static_cast<char>(kFirst[more] | c >> (6 * more)));
    for (int i = more - 1; i >= 0; --i)
      out_.push_back(static_cast<char>(0x80 | (c >> (6 * i) & 0x3f)));
  }

  void put_ascii(std::string_view text) {
    for (const char c : text) put(static_cast<unsigned char>(c));
  }

  bool refuse(std::int64_t start, std::int64_t end) {
    const char* reason = encoding_.codec == Codec::ascii     ? "ordinal not in range(128)"
                         : encoding_.codec == Codec::latin_1 ? "ordinal not in range(256)"
                                                             : "surrogates not allowed";
    return raise_unicode_error(thread_, thread_.types().UnicodeEncodeError, encoding_.name, text_,
                               start, end, reason);
  }

  /// Handles the run of code points from `i` that cannot be encoded.
  bool handle_error(std::int64_t& i) {
    Handler handler;
    if (!read_handler(thread_, errors_, handler)) return false;
    const std::int64_t start = i;
    std::int64_t end = i;
    while (end < text_->length && !can_encode(text_->at(end))) ++end;
    for (; i < end; ++i) {
      if (!replace_one(handler, text_->at(i))) return refuse(start, end);
    }
    return true;
  }

  bool replace_one(Handler handler, char32_t c) {
    switch (handler) {
      case Handler::strict:
        return false;
      case Handler::ignore:
        return true;
      case Handler::replace:
        put('?');
        return true;
      case Handler::xml:
        put_ascii(fmt::format("&#{};", static_cast<unsigned>(c)));
        return true;
      case Handler::backslash: {
        const auto code = static_cast<unsigned>(c);
        put_ascii(c < 0x100     ? fmt::format("\\x{:02x}", code)
                  : c < 0x10000 ? fmt::format("\\u{:04x}", code)
                                : fmt::format("\\U{:08x}", code));
        return true;
      }
      case Handler::surrogate_escape:
        if (c < 0xdc80 || c > 0xdcff || !is_ascii_superset()) return false;
        out_.push_back(static_cast<char>(c - 0xdc00));
        return true;
      case Handler::surrogate_pass:
        if (!is_surrogate(c) || encoding_.codec == Codec::ascii ||
            encoding_.codec == Codec::latin_1) {
          return false;
        }
        put(c);
        return true;
    }
    return false;
  }

  Thread& thread_;
  Str* text_;
  const Encoding& encoding_;
  std::string_view errors_;
  std::string& out_;
};

// --- decoding -----------------------------------------------------------------------------------

/// One code point read, or why not and up to where.
struct Step {
  char32_t code_point = 0;
  std::size_t size = 1;
  const char* error = nullptr;
};

Step step_utf_8(std::string_view in, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(in[at + i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t more = first >= 0xc2 && first < 0xe0   ? 1
                           : first >= 0xe0 && first < 0xf0 ? 2
                           : first >= 0xf0 && first < 0xf5 ? 3
                                                           : 0;
  if (more == 0) return {0, 1, "invalid start byte"};
  char32_t c = first & (0x3f >> more);
  for (std::size_t i = 1; i <= more; ++i) {
    if (at + i >= in.size()) return {0, i, "unexpected end of data"};
    const unsigned next = byte(i);
    // The second byte's range depends on the first: no overlong forms, surrogates or values beyond
    // 10FFFF.
    const bool too_low =
        i == 1 && ((first == 0xe0 && next < 0xa0) || (first == 0xf0 && next < 0x90));
    const bool too_high =
        i == 1 && ((first == 0xed && next >= 0xa0) || (first == 0xf4 && next >= 0x90));
    if ((next & 0xc0) != 0x80 || too_low || too_high) return {0, i, "invalid continuation byte"};
    c = c << 6 | (next & 0x3f);
  }
  return {c, more + 1};
}

/// The code point of `digits` hexadecimal digits behind an escape's two characters.
Step step_hexadecimal(std::string_view in, std::size_t at, std::size_t digits, const char* error) {
  char32_t code_point = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = at + 2 + i < in.size() ? in[at + 2 + i] : '\0';
    const int value = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (value < 0) return {0, 2 + i, error};
    code_point = code_point << 4 | static_cast<char32_t>(value);
  }
  if (code_point > 0x10ffff) return {0, 2 + digits, "illegal Unicode character"};
  return {code_point, 2 + digits};
}

Step step_octal(std::string_view in, std::size_t at) {
  char32_t code_point = 0;
  std::size_t size = 1;
  while (size < 4 && at + size < in.size() && in[at + size] >= '0' && in[at + size] <= '7') {
    code_point = code_point << 3 | static_cast<char32_t>(in[at + size++] - '0');
  }
  return {code_point, size};
}

/// Codecs unicode_escape, and raw_unicode_escape, which knows \u and \U alone. What is no escape
/// stands for itself.
Step step_escape(std::string_view in, std::size_t at, bool is_raw) {
  const Step plain{static_cast<unsigned char>(in[at])};
  if (in[at] != '\\') return plain;
  if (at + 1 == in.size()) return is_raw ? plain : Step{0, 1, "\\ at end of string"};
  switch (in[at + 1]) {
    case 'u':
      return step_hexadecimal(in, at, 4, "truncated \\uXXXX escape");
    case 'U':
      return step_hexadecimal(in, at, 8, "truncated \\UXXXXXXXX escape");
    default:
      break;
  }
  if (is_raw) return plain;
  if (in[at + 1] == 'x') return step_hexadecimal(in, at, 2, "truncated \\xXX escape");
  if (in[at + 1] >= '0' && in[at + 1] <= '7') return step_octal(in, at);
  constexpr std::string_view kLetters = "\\'\"abfnrtv";
  constexpr std::string_view kMeanings = "\\'\"\a\b\f\n\r\t\v";
  const std::size_t found = kLetters.find(in[at + 1]);
  if (found == std::string_view::npos) return plain;
  return {static_cast<unsigned char>(kMeanings[found]), 2};
}

class Decoder {
 public:
  Decoder(Thread& thread, std::string_view content, Value object, Encoding encoding,
          std::string_view errors)
      : thread_(thread), in_(content), object_(object), encoding_(encoding), errors_(errors) {}

  Ref run() {
    if (in_.size() > static_cast<std::size_t>(kLargeBytes) && !thread_.reserve(in_.size() * 5)) {
      return Ref::error();
    }
    if (encoding_.codec == Codec::utf_8_sig && in_.substr(0, 3) == "\xef\xbb\xbf") at_ = 3;
    if (encoding_.byte_order_mark) read_byte_order_mark();
    points_.reserve(in_.size());
    Pacer pacer(thread_);
    while (at_ < in_.size()) {
      const Step step = next();
      if (step.error == nullptr) {
        points_.push_back(step.code_point);
        at_ += step.size;
      } else if (!handle_error(step)) {
        return Ref::error();
      }
      if (!pacer.step(4)) return Ref::error();
    }
    return make_str(thread_, points_.data(), static_cast<std::int64_t>(points_.size()));
  }

 private:
  /// Decides the byte order: the machine's (little-endian) if there is no mark.
  void read_byte_order_mark() {
    const bool is_16 = encoding_.codec == Codec::utf_16;
    const std::size_t size = is_16 ? 2 : 4;
    for (const bool big_endian : {true, false}) {
      encoding_.big_endian = big_endian;
      if (in_.size() >= size && unit(0, size) == 0xfeff) {
        at_ = size;
        break;
      }
    }
    if (encoding_.big_endian) {
      encoding_.name = is_16 ? "utf-16-be" : "utf-32-be";
    } else {
      encoding_.name = is_16 ? "utf-16-le" : "utf-32-le";
    }
  }

  std::uint32_t unit(std::size_t at, std::size_t size) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t shift = 8 * (encoding_.big_endian ? size - 1 - i : i);
      value |= std::uint32_t{static_cast<unsigned char>(in_[at + i])} << shift;
    }
    return value;
  }

  Step next() const {
    switch (encoding_.codec) {
      case Codec::utf_8:
      case Codec::utf_8_sig:
        return step_utf_8(in_, at_);
      case Codec::ascii: {
        const auto byte = static_cast<unsigned char>(in_[at_]);
        return byte < 0x80 ? Step{byte} : Step{0, 1, "ordinal not in range(128)"};
      }
      case Codec::latin_1:
        return Step{static_cast<unsigned char>(in_[at_])};
      case Codec::utf_16:
        return next_utf_16();
      case Codec::utf_32:
        return next_utf_32();
      case Codec::escape:
      case Codec::raw_escape:
        return step_escape(in_, at_, encoding_.codec == Codec::raw_escape);
    }
    return {};
  }

  Step next_utf_16() const {
    const std::size_t left = in_.size() - at_;
    if (left < 2) return {0, left, "truncated data"};
    const char32_t c = unit(at_, 2);
    if (!is_surrogate(c)) return {c, 2};
    if (c >= 0xdc00) return {0, 2, "illegal encoding"};
    if (left < 4) return {0, left, "unexpected end of data"};
    const char32_t low = unit(at_ + 2, 2);
    if (low < 0xdc00 || low >= 0xe000) return {0, 2, "illegal UTF-16 surrogate"};
    return {0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00), 4};
  }

  Step next_utf_32() const {
    const std::size_t left = in_.size() - at_;
    if (left < 4) return {0, left, "truncated data"};
    const char32_t c = unit(at_, 4);
    if (is_surrogate(c)) return {0, 4, "code point in surrogate code point range(0xd800, 0xe000)"};
    if (c > 0x10ffff) return {0, 4, "code point not in range(0x110000)"};
    return {c, 4};
  }

  bool refuse(const Step& step) {
    return raise_unicode_error(thread_, thread_.types().UnicodeDecodeError, encoding_.name, object_,
                               static_cast<std::int64_t>(at_),
                               static_cast<std::int64_t>(at_ + step.size), step.error);
  }

  bool handle_error(const Step& step) {
    Handler handler;
    if (!read_handler(thread_, errors_, handler)) return false;
    std::size_t size = step.size;
    switch (handler) {
      case Handler::ignore:
        break;
      case Handler::replace:
        points_.push_back(0xfffd);
        break;
      case Handler::backslash:
        for (std::size_t i = 0; i < size; ++i) {
          for (const char c : fmt::format("\\x{:02x}", static_cast<unsigned char>(in_[at_ + i]))) {
            points_.push_back(static_cast<char32_t>(c));
          }
        }
        break;
      case Handler::surrogate_escape:
        for (std::size_t i = 0; i < size; ++i) {
          const auto byte = static_cast<unsigned char>(in_[at_ + i]);
          if (byte < 0x80) return refuse(step);
          points_.push_back(0xdc00u + byte);
        }
        break;
      case Handler::surrogate_pass:
        if (!read_surrogate(size)) return refuse(step);
        break;
      default:
        return refuse(step);
    }
    at_ += size;
    return true;
  }

  /// A surrogate in its three UTF-8 bytes.
  bool read_surrogate(std::size_t& size) {
    if (encoding_.codec != Codec::utf_8 || in_.size() - at_ < 3) return false;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(in_[at_ + i]); };
    if (byte(0) != 0xed || (byte(1) & 0xe0) != 0xa0 || (byte(2) & 0xc0) != 0x80) return false;
    points_.push_back(0xd000u | (byte(1) & 0x3fu) << 6 | (byte(2) & 0x3fu));
    size = 3;
    return true;
  }

  Thread& thread_;
  std::string_view in_;
  Value object_;
  Encoding encoding_;
  std::string_view errors_;
  std::size_t at_ = 0;
  std::u32string points_;
};

}  // namespace

bool encode_text(Thread& thread, Str* text, std::string_view encoding, std::string_view errors,
                 std::string& out) {
  Encoding known;
  return find_encoding(thread, encoding, known) && Encoder(thread, text, known, errors, out).run();
}

Ref decode_text(Thread& thread, std::string_view content, Value object, std::string_view encoding,
                std::string_view errors) {
  Encoding known;
  if (!find_encoding(thread, encoding, known)) return Ref::error();
  if (is_bytearray(object)) {
    // The array may change while a poll lets others run.
    const std::string copy(content);
    const Ref frozen = make_bytes(thread, copy);
    return frozen.is_error() ? Ref::error() : Decoder(thread, copy, frozen, known, errors).run();
  }
  const Ref held = Ref::share(object);
  return Decoder(thread, content, object, known, errors).run();
}

bool read_text_argument(Thread& thread, Value value, std::string_view function,
                        std::string_view argument, std::string_view fallback, std::string& out) {
  if (value.is_undefined()) {
    out = fallback;
    return true;
  }
  if (!is_str(value)) {
    return fail(thread.type_error("{}() argument '{}' must be str, not {}", function, argument,
                                  type_name(thread, value)));
  }
  out = to_utf8(cast<Str>(value));
  return true;
}

}  // namespace gilsim::vm
