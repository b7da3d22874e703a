// SPDX-License-Identifier: MIT
//
// Properties come from utf8proc's general categories; what XID_Start and XID_Continue add and take
// away is a short list of code points (Unicode Standard Annex 31).

#include "vm/syntax/unicode.h"

#include <utf8proc.h>

#include <cstdlib>

namespace gilsim::vm {
namespace {

bool in_range(std::uint32_t code_point, std::uint32_t first, std::uint32_t last) {
  return code_point >= first && code_point <= last;
}

// Characters that NFKC turns into something that is no identifier.
bool breaks_under_nfkc(std::uint32_t code_point) {
  return code_point == 0x37A || in_range(code_point, 0x309B, 0x309C) || code_point == 0x2E2F ||
         in_range(code_point, 0xFC5E, 0xFC63) || in_range(code_point, 0xFDFA, 0xFDFB) ||
         (in_range(code_point, 0xFE70, 0xFE7E) && code_point % 2 == 0);
}

utf8proc_category_t category_of(std::uint32_t code_point) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + offset]));
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xE0) return {(first & 0x1FU) << 6U | (byte(1) & 0x3FU), 2};
  if (first < 0xF0) return {(first & 0xFU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU), 3};
  return {
      (first & 7U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU),
      4};
}

void append_utf8(std::string& text, std::uint32_t value) {
  if (value < 0x80) {
    text += static_cast<char>(value);
  } else if (value < 0x800) {
    text += static_cast<char>(0xC0U | value >> 6U);
    text += static_cast<char>(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    text += static_cast<char>(0xE0U | value >> 12U);
    text += static_cast<char>(0x80U | (value >> 6U & 0x3FU));
    text += static_cast<char>(0x80U | (value & 0x3FU));
  } else {
    text += static_cast<char>(0xF0U | value >> 18U);
    text += static_cast<char>(0x80U | (value >> 12U & 0x3FU));
    text += static_cast<char>(0x80U | (value >> 6U & 0x3FU));
    text += static_cast<char>(0x80U | (value & 0x3FU));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char character : text)
    count += (static_cast<unsigned char>(character) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

std::size_t find_invalid_utf8(std::string_view text, std::string_view& reason) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  std::size_t at = 0;
  while (at < text.size()) {
    const unsigned char first = byte(at);
    if (first < 0x80) {
      ++at;
      continue;
    }
    const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first < 0xC2 || first > 0xF4) {
      reason = "invalid start byte";
      return at;
    }
    for (std::size_t index = 1; index < size; ++index) {
      if (at + index >= text.size()) {
        reason = "unexpected end of data";
        return at;
      }
      unsigned char low = 0x80;
      unsigned char high = 0xBF;
      if (index == 1) {
        if (first == 0xE0) low = 0xA0;
        if (first == 0xED) high = 0x9F;
        if (first == 0xF0) low = 0x90;
        if (first == 0xF4) high = 0x8F;
      }
      if (byte(at + index) < low || byte(at + index) > high) {
        reason = "invalid continuation byte";
        return at;
      }
    }
    at += size;
  }
  return std::string_view::npos;
}

bool is_identifier_start(std::uint32_t code_point) {
  if (code_point < 0x80) {
    return in_range(code_point | 0x20U, 'a', 'z') || code_point == '_';
  }
  if (code_point == 0xE33 || code_point == 0xEB3 || in_range(code_point, 0xFF9E, 0xFF9F) ||
      breaks_under_nfkc(code_point)) {
    return false;
  }
  switch (category_of(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
      return true;
    default:
      return in_range(code_point, 0x1885, 0x1886) || code_point == 0x2118 || code_point == 0x212E;
  }
}

bool is_identifier_continue(std::uint32_t code_point) {
  if (code_point < 0x80) return is_identifier_start(code_point) || in_range(code_point, '0', '9');
  if (breaks_under_nfkc(code_point)) return false;
  switch (category_of(code_point)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
      return true;
    default:
      return is_identifier_start(code_point) || code_point == 0xE33 || code_point == 0xEB3 ||
             in_range(code_point, 0xFF9E, 0xFF9F) || code_point == 0xB7 || code_point == 0x387 ||
             in_range(code_point, 0x1369, 0x1371) || code_point == 0x19DA;
  }
}

bool is_printable(std::uint32_t code_point) {
  if (code_point == ' ') return true;
  switch (category_of(code_point)) {
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

std::string normalize_nfkc(std::string_view text) {
  utf8proc_uint8_t* normal = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &normal,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
  if (size < 0) return std::string(text);
  std::string result(reinterpret_cast<const char*>(normal), static_cast<std::size_t>(size));
  std::free(normal);
  return result;
}

}  // namespace gilsim::vm
