// SPDX-License-Identifier: MIT
//
// From source text to syntax tree: the entry points of vm/syntax.
//
// The source is UTF-8 bytes as read from a file: a byte order mark, CRLF or CR line ends, a coding
// comment and a missing last newline are fine. Whatever the bytes are, the result is a tree or one
// error; nothing throws (but std::bad_alloc), nothing recurses without a bound. Deterministic and
// free of global state.
//
// Stack: 200 open brackets take up to 512 KiB of stack in an optimised build and a few MiB in a
// sanitized one. Do not parse on the small stack of a fiber.

#ifndef GILSIM_VM_SYNTAX_PARSER_H_
#define GILSIM_VM_SYNTAX_PARSER_H_

#include "vm/syntax/ast.h"
#include "vm/syntax/syntax_error.h"

#include <optional>
#include <string_view>

namespace gilsim::vm {

struct ParseResult {
  ast::Module* module = nullptr;          // of parse_module; null on error
  ast::Expression* expression = nullptr;  // of parse_expression; null on error
  std::optional<SyntaxErrorInfo> error;

  bool ok() const { return !error.has_value(); }
};

// A whole file (CPython's mode "exec").
ParseResult parse_module(std::string_view source, AstArena& arena);

// One expression, perhaps with leading blanks and trailing newlines (CPython's mode "eval").
ParseResult parse_expression(std::string_view source, AstArena& arena);

}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_PARSER_H_
