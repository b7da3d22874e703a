// SPDX-License-Identifier: MIT
//
// Tokens: what the lexer hands to the parser.
//
// Invariant: a token is a slice of the prepared source (see source_text.h); it owns nothing.
// Keywords have kinds of their own, soft keywords (`match`, `case`, `_`) are names.

#ifndef GILSIM_VM_SYNTAX_TOKEN_H_
#define GILSIM_VM_SYNTAX_TOKEN_H_

#include "vm/syntax/ast.h"

#include <cstdint>

namespace gilsim::vm {

// clang-format off
enum class TokenKind : std::uint8_t {
  EndMarker, Newline, Indent, Dedent, Name, Number, String,
  Error,    // where the lexer stopped: LexResult says why
  Unknown,  // printable characters that are no token of the language: `?`, `$`, `!`, `<>`
  // Punctuation.
  LeftParenthesis, RightParenthesis, LeftBracket, RightBracket, LeftBrace, RightBrace, Colon,
  ColonEqual, Comma, Semicolon, Dot, Ellipsis, Arrow, At, Equal,
  // Operators.
  Plus, Minus, Star, Slash, DoubleSlash, Percent, DoubleStar, LeftShift, RightShift, Ampersand, Bar,
  Caret, Tilde, Less, Greater, LessEqual, GreaterEqual, EqualEqual, NotEqual,
  // Augmented assignments, in the order of ast::BinaryOperator.
  PlusEqual, MinusEqual, StarEqual, AtEqual, SlashEqual, PercentEqual, DoubleStarEqual,
  LeftShiftEqual, RightShiftEqual, BarEqual, CaretEqual, AmpersandEqual, DoubleSlashEqual,
  // Keywords.
  False, None, True, And, As, Assert, Async, Await, Break, Class, Continue, Def, Del, Elif, Else,
  Except, Finally, For, From, Global, If, Import, In, Is, Lambda, Nonlocal, Not, Or, Pass, Raise,
  Return, Try, While, With, Yield
};
// clang-format on

// For Indent, Dedent and EndMarker, which have no text, the range is empty and stands where the
// lexer had read to.
struct Token {
  std::uint32_t begin = 0;  // offsets into the prepared source
  std::uint32_t end = 0;
  SourceRange range;
  TokenKind kind = TokenKind::EndMarker;
  std::uint8_t level = 0;  // brackets open after the token
};

}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_TOKEN_H_
