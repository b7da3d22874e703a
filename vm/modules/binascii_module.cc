// SPDX-License-Identifier: MIT
//
// Module binascii: bytes as hexadecimal digits and as base64, and crc32.
#include "vm/core/native.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/bytes.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"

#include <array>
#include <string>
#include <string_view>

namespace gilsim::vm {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool fail(Ref) { return false; }

Ref binascii_error(Thread& thread, std::string_view message) {
  return thread.raise(thread.instance.library->binascii_error, message);
}

bool read_bytes(Thread& thread, Value value, StableContent& content) {
  if (content.set(value))
    return pay_bytes(thread, static_cast<std::int64_t>(content.view().size()));
  return fail(
      thread.type_error("a bytes-like object is required, not '{}'", type_name(thread, value)));
}

/// Bytes, or a str of ASCII characters.
bool read_ascii(Thread& thread, Value value, StableContent& content) {
  if (is_str(value)) {
    const auto* text = cast<Str>(value);
    if (!text->is_ascii) {
      return fail(thread.value_error("string argument should contain only ASCII characters"));
    }
    content.set_copy(std::string(text->ascii()));
    return true;
  }
  if (content.set(value))
    return pay_bytes(thread, static_cast<std::int64_t>(content.view().size()));
  return fail(thread.type_error("argument should be bytes, buffer or ASCII string, not '{}'",
                                type_name(thread, value)));
}

// --- hexadecimal ---------------------------------------------------------------------------------

/// hexlify(data[, sep[, bytes_per_sep]]): groups are counted from the right, or, with a negative
/// count, from the left.
Ref hexlify(Thread& thread, Arguments arguments) {
  StableContent content;
  StableContent separator;
  std::int64_t group = 1;
  if (!read_bytes(thread, arguments[0], content)) return Ref::error();
  if (!arguments[1].is_undefined()) {
    if (!read_ascii(thread, arguments[1], separator)) return Ref::error();
    if (separator.view().size() != 1) return thread.value_error("sep must be length 1.");
    if (!ssize_argument(thread, arguments[2], group)) return Ref::error();
  }
  const std::string_view bytes = content.view();
  const auto count = static_cast<std::int64_t>(bytes.size());
  std::string text;
  for (std::int64_t i = 0; i < count; ++i) {
    const bool at_border =
        group != 0 && i > 0 && (group > 0 ? (count - i) % group == 0 : i % -group == 0);
    if (at_border && !arguments[1].is_undefined()) text += separator.view()[0];
    const auto byte = static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
    text += kHexDigits[byte >> 4];
    text += kHexDigits[byte & 15];
  }
  return make_bytes(thread, text);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Ref unhexlify(Thread& thread, Arguments arguments) {
  StableContent content;
  if (!read_ascii(thread, arguments[0], content)) return Ref::error();
  const std::string_view digits = content.view();
  if (digits.size() % 2 != 0) return binascii_error(thread, "Odd-length string");
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const int high = hex_value(digits[i]);
    const int low = hex_value(digits[i + 1]);
    if (high < 0 || low < 0) return binascii_error(thread, "Non-hexadecimal digit found");
    bytes += static_cast<char>(high * 16 + low);
  }
  return make_bytes(thread, bytes);
}

// --- base64 --------------------------------------------------------------------------------------

/// b2a_base64(data, /, *, newline=True)
Ref b2a_base64(Thread& thread, Arguments arguments) {
  StableContent content;
  if (!read_bytes(thread, arguments[0], content)) return Ref::error();
  const Truth newline = is_true(thread, arguments[1]);
  if (newline == Truth::error) return Ref::error();
  const std::string_view bytes = content.view();
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t word = 0;
    for (std::size_t b = 0; b < 3; ++b) {
      word = word << 8 | (i + b < bytes.size() ? static_cast<unsigned char>(bytes[i + b]) : 0u);
    }
    for (std::size_t c = 0; c < 4; ++c) {
      text += i + c > bytes.size() ? '=' : kBase64[(word >> (18 - 6 * c)) & 63];
    }
  }
  if (newline == Truth::yes) text += '\n';
  return make_bytes(thread, text);
}

/// a2b_base64(data, /, *, strict_mode=False): other characters are skipped, unless it is strict.
Ref a2b_base64(Thread& thread, Arguments arguments) {
  StableContent content;
  if (!read_ascii(thread, arguments[0], content)) return Ref::error();
  const Truth strict = is_true(thread, arguments[1]);
  if (strict == Truth::error) return Ref::error();
  const std::string_view text = content.view();
  std::string bytes;
  std::uint32_t word = 0;
  std::size_t digits = 0;   // of the present group of four
  std::size_t padding = 0;  // '=' seen in it
  std::size_t total = 0;
  if (strict == Truth::yes && text.starts_with('=')) {
    return binascii_error(thread, "Leading padding not allowed");
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '=') {
      if (digits >= 2 && digits + ++padding >= 4) {
        if (strict == Truth::yes && i + 1 < text.size()) {
          return binascii_error(thread, "Excess data after padding");
        }
        return make_bytes(thread, bytes);
      }
      continue;
    }
    const std::size_t value = kBase64.find(c);
    if (value == std::string_view::npos) {
      if (strict == Truth::yes) return binascii_error(thread, "Only base64 data is allowed");
      continue;
    }
    if (strict == Truth::yes && padding > 0) {
      return binascii_error(thread, "Discontinuous padding not allowed");
    }
    padding = 0;
    ++total;
    word = word << 6 | static_cast<std::uint32_t>(value);
    // Every digit after the first of a group completes a byte.
    if (digits > 0) bytes += static_cast<char>(word >> (6 - 2 * digits));
    digits = (digits + 1) % 4;
  }
  if (digits == 1) {
    return binascii_error(
        thread, fmt::format("Invalid base64-encoded string: number of data characters ({}) cannot "
                            "be 1 more than a multiple of 4",
                            total));
  }
  if (digits != 0) return binascii_error(thread, "Incorrect padding");
  return make_bytes(thread, bytes);
}

// --- crc32 ---------------------------------------------------------------------------------------

constexpr std::array<std::uint32_t, 256> make_crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320u : 0u);
    table[i] = crc;
  }
  return table;
}
constexpr std::array<std::uint32_t, 256> kCrcTable = make_crc_table();

Ref crc32(Thread& thread, Arguments arguments) {
  StableContent content;
  if (!read_bytes(thread, arguments[0], content)) return Ref::error();
  const Ref start = index_as_int(thread, arguments[1]);
  if (start.is_error()) return Ref::error();
  std::int64_t value = 0;
  int_to_int64(start, value);
  std::uint32_t crc = ~static_cast<std::uint32_t>(value);
  for (const char byte : content.view()) {
    crc = crc >> 8 ^ kCrcTable[(crc ^ static_cast<unsigned char>(byte)) & 0xff];
  }
  return Ref::small_int(static_cast<std::int64_t>(~crc));
}

constexpr NativeDefinition kFunctions[] = {
    {"hexlify", hexlify, "data, sep=..., bytes_per_sep=1"},
    {"b2a_hex", hexlify, "data, sep=..., bytes_per_sep=1"},
    {"unhexlify", unhexlify, "hexstr, /"},
    {"a2b_hex", unhexlify, "hexstr, /"},
    {"b2a_base64", b2a_base64, "data, /, *, newline=True"},
    {"a2b_base64", a2b_base64, "data, /, *, strict_mode=False"},
    {"crc32", crc32, "data, crc=0, /"},
};

bool initialise_binascii(Thread& thread, Module& module) {
  return add_functions(thread, module, kFunctions) &&
         add_type(thread, module, thread.instance.library->binascii_error);
}

}  // namespace

void add_binascii_types(Instance& instance, LibraryTypes& types) {
  types.binascii_error =
      create_exception_type(instance, "binascii", "Error", instance.types.ValueError);
}

const NativeModuleDefinition kBinasciiModule = {"binascii", initialise_binascii};

}  // namespace gilsim::vm
