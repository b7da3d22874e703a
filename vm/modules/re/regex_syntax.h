// SPDX-License-Identifier: MIT
//
// Python's regular expressions, read and rewritten in PCRE2's syntax.
//
// Python's syntax is checked here, with CPython's messages and positions; what is written out is
// plain: literals as \x{...}, groups without names, quantifiers in full, classes of characters
// spelled out where the two libraries differ. A pattern is written for subjects whose characters
// have code points up to `largest`: what is above cannot match there and is left out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gilsim::vm {

/// re's flags.
enum RegexFlag : std::uint32_t {
  kRegexIgnoreCase = 2,
  kRegexLocale = 4,
  kRegexMultiline = 8,
  kRegexDotAll = 16,
  kRegexUnicode = 32,
  kRegexVerbose = 64,
  kRegexDebug = 128,
  kRegexAscii = 256,
};

struct RegexError {
  static constexpr std::int64_t kNoPosition = -1;
  std::string message;  // UTF-8; empty: no error
  std::int64_t position = kNoPosition;
};

struct RegexProgram {
  std::u32string text;  // in PCRE2's syntax
  std::uint32_t flags = 0;
  std::vector<std::pair<std::u32string, int>> names;  // in the order of the groups
  std::vector<int> parents;  // of group n at index n: the group around it, 0: none

  int group_count() const { return static_cast<int>(parents.size()) - 1; }
};

/// `flags` as given to re.compile. False: see `error`.
bool translate_regex(std::u32string_view pattern, std::uint32_t flags, bool is_bytes,
                     char32_t largest, RegexProgram& program, RegexError& error);

/// A text as Python's repr shows it in messages, without the prefix of bytes.
std::string quoted_for_message(std::u32string_view text);
std::string utf8_of(std::u32string_view text);
bool is_regex_name(std::u32string_view name);

}  // namespace gilsim::vm
