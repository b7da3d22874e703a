// SPDX-License-Identifier: MIT
//
// The source as the lexer reads it: checked and brought to one form, once, before anything else
// looks at it.
//
// Invariants of a prepared source: valid UTF-8 without NUL and without a byte order mark; every
// line, the last too, ends with one '\n' and there is no '\r'. An empty file is the empty text.

#ifndef GILSIM_VM_SYNTAX_SOURCE_TEXT_H_
#define GILSIM_VM_SYNTAX_SOURCE_TEXT_H_

#include "vm/syntax/syntax_error.h"

#include <optional>
#include <string>
#include <string_view>

namespace gilsim::vm {

// `raw` in prepared form: `raw` itself (or a part of it) when it is so already, else a copy kept in
// `storage`. On bad bytes or an encoding other than UTF-8: the error, in `error`.
std::string_view prepare_source(std::string_view raw, std::string& storage,
                                std::optional<SyntaxErrorInfo>& error);

// Line `line` (from 1) with its newline, or empty if there is no such line.
std::string_view line_of_source(std::string_view source, int line);

}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_SOURCE_TEXT_H_
