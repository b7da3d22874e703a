// SPDX-License-Identifier: MIT
//
// The lexer: prepared source -> all tokens at once.
//
// Indentation becomes Indent and Dedent tokens, logical lines end with Newline, brackets join
// lines. The limits are CPython's: 100 levels of indentation, 200 open brackets. The first error
// ends the token list with an Error token. Time is linear in the source; nothing recurses.

#ifndef GILSIM_VM_SYNTAX_LEXER_H_
#define GILSIM_VM_SYNTAX_LEXER_H_

#include "vm/syntax/syntax_error.h"
#include "vm/syntax/token.h"

#include <optional>
#include <string_view>
#include <vector>

namespace gilsim::vm {

struct LexError {
  SyntaxErrorInfo info;
  // CPython lets some lexical errors replace a parser's error that stands before them, and not the
  // others (indentation, line continuation, end of file).
  bool replaces_parser_errors = false;
};

struct LexResult {
  std::vector<Token> tokens;  // ends with EndMarker or Error
  std::optional<LexError> error;
  // The innermost bracket open at the Error token, if any. An end of file inside brackets is an
  // Error token with this alone.
  char open_bracket = 0;
  int open_bracket_line = 0;
  int open_bracket_column = 0;  // byte offset
};

// REQUIRES: `source` is prepared (source_text.h).
LexResult tokenize(std::string_view source);

// The tokens of an f-string's expression, source[begin, end), as if it stood in parentheses: a
// LeftParenthesis at begin - 1, the tokens, a RightParenthesis at `end`, EndMarker. `line` and
// `line_start` (an offset) are of begin.
LexResult tokenize_replacement_field(std::string_view source, std::size_t begin, std::size_t end,
                                     int line, std::size_t line_start);

}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_LEXER_H_
