// SPDX-License-Identifier: MIT

#include "vm/syntax/source_text.h"

#include "vm/syntax/unicode.h"

#include <algorithm>
#include <array>

namespace gilsim::vm {
namespace {

constexpr std::size_t kLargestSource = std::size_t{1} << 30;  // offsets are 32 bits

SyntaxErrorInfo error_at_byte(std::string_view source, std::size_t at, std::string message) {
  const std::string_view before = source.substr(0, at);
  const std::size_t line_start =
      before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  SyntaxErrorInfo error;
  error.message = std::move(message);
  error.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  error.column = static_cast<int>(count_code_points(before.substr(line_start))) + 1;
  error.end_line = error.line;
  error.end_column = -1;
  // The text shown has a replacement character for each byte that is not UTF-8.
  std::string_view line = source.substr(line_start, source.find('\n', at) - line_start);
  std::string_view reason;
  for (;;) {
    const std::size_t bad = std::min(find_invalid_utf8(line, reason), line.find('\0'));
    error.text += line.substr(0, bad);
    if (bad == std::string_view::npos) break;
    error.text += "\xEF\xBF\xBD";
    line.remove_prefix(bad + 1);
  }
  error.text += '\n';
  return error;
}

std::string decode_error_message(std::string_view source, std::size_t at, std::string_view reason) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  const std::size_t newline = source.substr(0, at).rfind('\n');
  const std::size_t position = newline == std::string_view::npos ? at : at - newline - 1;
  const auto byte = static_cast<unsigned char>(source[at]);
  return std::string("(unicode error) 'utf-8' codec can't decode byte 0x") +
         kHexDigits[byte >> 4U] + kHexDigits[byte & 15U] + " in position " +
         std::to_string(position) + ": " + std::string(reason);
}

bool is_blank(char character) { return character == ' ' || character == '\t' || character == '\f'; }

// The encoding named by a comment such as "# -*- coding: utf-8 -*-" in `line`, or empty.
std::string_view declared_encoding(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && is_blank(line[at])) ++at;
  if (at == line.size() || line[at] != '#') return {};
  for (at = line.find("coding", at); at != std::string_view::npos;
       at = line.find("coding", at + 1)) {
    std::size_t start = at + 6;
    if (start >= line.size() || (line[start] != ':' && line[start] != '=')) continue;
    do ++start;
    while (start < line.size() && (line[start] == ' ' || line[start] == '\t'));
    std::size_t end = start;
    while (end < line.size() &&
           (is_identifier_continue(static_cast<unsigned char>(line[end]) & 0x7FU) ||
            line[end] == '-' || line[end] == '.')) {
      ++end;
    }
    if (end > start) return line.substr(start, end - start);
  }
  return {};
}

bool names_utf8(std::string_view encoding) {
  std::string name;
  for (const char character : encoding) {
    name += character == '_'                       ? '-'
            : character >= 'A' && character <= 'Z' ? static_cast<char>(character | 0x20)
                                                   : character;
  }
  constexpr std::array<std::string_view, 6> kNames = {"utf-8",     "utf8",  "u8",
                                                      "utf-8-sig", "ascii", "us-ascii"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         name.rfind("utf-8-", 0) == 0;
}

// A coding comment counts on the first line, or on the second if the first holds nothing but a
// comment.
bool check_declared_encoding(std::string_view source, std::optional<SyntaxErrorInfo>& error) {
  std::size_t start = 0;
  for (int line_number = 1; line_number <= 2 && start < source.size(); ++line_number) {
    const std::size_t end = std::min(source.find_first_of("\r\n", start), source.size());
    const std::string_view line = source.substr(start, end - start);
    const std::string_view encoding = declared_encoding(line);
    if (!encoding.empty()) {
      if (names_utf8(encoding)) return true;
      error = SyntaxErrorInfo{
          .message = "encoding '" + std::string(encoding) +
                     "' is not in the subset: save the file as UTF-8",
          .line = line_number,
          .column = static_cast<int>(encoding.data() - line.data()) + 1,
          .end_line = line_number,
          .end_column = static_cast<int>(encoding.data() - line.data() + encoding.size()) + 1,
          .text = std::string(line) + "\n"};
      return false;
    }
    const std::size_t first = line.find_first_not_of(" \t\f");
    if (first != std::string_view::npos && line[first] != '#') return true;
    start = end + (source.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return true;
}

}  // namespace

std::string_view prepare_source(std::string_view raw, std::string& storage,
                                std::optional<SyntaxErrorInfo>& error) {
  if (raw.substr(0, 3) == "\xEF\xBB\xBF") raw.remove_prefix(3);
  if (raw.size() > kLargestSource) {
    error.emplace();
    error->message = "source is too large (the limit is 1 GiB)";
    error->has_text = false;
    return {};
  }
  if (!check_declared_encoding(raw, error)) return {};
  std::string_view source = raw;
  if (raw.find('\r') != std::string_view::npos) {
    storage.reserve(raw.size() + 1);
    for (std::size_t at = 0; at < raw.size(); ++at) {
      if (raw[at] != '\r') {
        storage += raw[at];
      } else {
        storage += '\n';
        if (at + 1 < raw.size() && raw[at + 1] == '\n') ++at;
      }
    }
    source = storage;
  }
  std::string_view reason;
  const std::size_t invalid = find_invalid_utf8(source, reason);
  const std::size_t nul = source.substr(0, invalid).find('\0');
  if (nul != std::string_view::npos) {
    error = error_at_byte(source, nul, "source code cannot contain null bytes");
    return {};
  }
  if (invalid != std::string_view::npos) {
    error = error_at_byte(source, invalid, decode_error_message(source, invalid, reason));
    return {};
  }
  if (!source.empty() && source.back() != '\n') {
    if (storage.empty()) storage.assign(source);
    storage += '\n';
    source = storage;
  }
  return source;
}

std::string_view line_of_source(std::string_view source, int line) {
  std::size_t start = 0;
  for (int number = 1; number < line; ++number) {
    start = source.find('\n', start);
    if (start == std::string_view::npos) return {};
    ++start;
  }
  const std::size_t end = source.find('\n', start);
  return source.substr(start, end == std::string_view::npos ? end : end + 1 - start);
}

}  // namespace gilsim::vm
