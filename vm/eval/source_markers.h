// SPDX-License-Identifier: MIT
//
// Source lines with `^^^^` below the part that matters, by CPython 3.11's rules.
#pragma once

#include "vm/bytecode/code.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gilsim::vm {

struct SourceExcerpt {
  std::string line;     // without its indentation; empty: not known
  std::string markers;  // the line of markers below it; empty: none
};

/// The source line of an instruction and the markers below it. They are left out if they would
/// stand below the whole line; the operator of a binary operation and the brackets of a subscript
/// stand out as `~~^~~`.
SourceExcerpt excerpt_of(const Code& code, std::uint32_t instruction);

/// The lines that show where a SyntaxError is: text and carets, each indented by four blanks.
/// Columns count from 1; `offset` below 1: no carets.
std::vector<std::string> marked_syntax_line(const Str* text, std::int64_t offset,
                                            std::int64_t end_offset);

/// One line of a text (counted from 1), without its end. False: there is none.
bool source_line(std::string_view source, int line, std::string_view& out);

}  // namespace gilsim::vm
