// SPDX-License-Identifier: MIT
//
// The values of number and string tokens.

#ifndef GILSIM_VM_SYNTAX_LITERALS_H_
#define GILSIM_VM_SYNTAX_LITERALS_H_

#include "vm/syntax/ast.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace gilsim::vm {

// Decimal integer literals may have this many digits (a limit of CPython's int).
inline constexpr std::size_t kMaxDecimalDigits = 4300;

// Fills in the value of `constant` from a Number token's text. False, with a message, if it is too
// long.
bool decode_number(std::string_view text, ast::Constant& constant, AstArena& arena,
                   std::string& message);

// A String token taken apart.
struct StringParts {
  bool raw = false;
  bool bytes = false;
  bool format = false;
  std::size_t body_begin = 0;  // offsets into the token
  std::size_t body_end = 0;
};
StringParts split_string_token(std::string_view token);

// Appends what the body of a str or bytes literal (or a piece of it) stands for. False, with the
// codec's message, on a bad escape; a backslash before a character that needs none stays.
bool decode_string_body(std::string_view body, bool raw, bool bytes, std::string& out,
                        std::string& message);

}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_LITERALS_H_
