// SPDX-License-Identifier: MIT
//
// PCRE2, one width of characters at a time.
//
// A str's characters stand in 1, 2 or 4 bytes, and PCRE2 comes as three libraries for these widths.
// In its non-UTF mode each unit is a code point, so a subject is searched where it stands and
// positions need no conversion. An expression is compiled for a width when it first meets one.
//
// PCRE2's matcher keeps its backtracking state in the heap. A limit on its steps turns what would
// run for ages into an error.
#pragma once

#include "vm/core/heap.h"
#include "vm/modules/re/regex_syntax.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gilsim::vm {

/// The text to be searched, in units of `width` bytes.
struct RegexSubject {
  const void* units = nullptr;
  std::int64_t length = 0;
  int width = 1;
};

enum class RegexMode : std::uint8_t { search, match, fullmatch };
enum class RegexOutcome : std::uint8_t { matched, failed, too_many_steps, out_of_memory };

class RegexEngine final : public HeapResource {
 public:
  /// The pattern as given to re.compile, with its flags.
  RegexEngine(std::u32string pattern, std::uint32_t flags, bool is_bytes);
  ~RegexEngine() override;

  /// Compiles for a width; nothing if that was done before. False: see `error`.
  bool prepare(int width, RegexError& error);

  /// Looks for a match from `start` on. `spans` gets start and end of the match and of each group,
  /// -1 for groups that took no part. REQUIRES: prepare(subject.width).
  RegexOutcome find(const RegexSubject& subject, std::int64_t start, RegexMode mode,
                    bool not_empty_at_start, std::vector<std::int64_t>& spans);

  /// What the pattern says, as read when it was prepared first.
  const RegexProgram& program() const { return program_; }
  const std::u32string& pattern() const { return pattern_; }
  std::uint32_t given_flags() const { return given_flags_; }
  bool is_bytes() const { return is_bytes_; }
  /// The narrowest width that can hold what the pattern looks for.
  int smallest_width() const { return smallest_width_; }

 private:
  template <typename Library>
  class Compiled;
  struct Libraries;

  std::u32string pattern_;
  std::uint32_t given_flags_;
  bool is_bytes_;
  int smallest_width_ = 1;
  RegexProgram program_;
  std::unique_ptr<Libraries> libraries_;
};

}  // namespace gilsim::vm
