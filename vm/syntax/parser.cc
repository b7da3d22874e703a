// SPDX-License-Identifier: MIT
//
// The entry points, the two passes, and how an error gets its place and its line of text.

#include "vm/syntax/parser.h"

#include "vm/syntax/parser_impl.h"
#include "vm/syntax/source_text.h"
#include "vm/syntax/unicode.h"

#include <algorithm>
#include <utility>

namespace gilsim::vm {
namespace {

bool has_no_text(TokenKind kind) {
  return kind == TokenKind::Indent || kind == TokenKind::Dedent || kind == TokenKind::EndMarker ||
         kind == TokenKind::Error;
}

}  // namespace

// -------------------------------------------------------------------------------------- two passes

template <class T>
T* Parser::run(T* (Parser::*rule)()) {
  if (T* tree = (this->*rule)()) return tree;
  first_pass_furthest_ = furthest_;
  if (!failed() && !at_lexers_end(first_pass_furthest_)) {
    diagnosing_ = true;
    second_pass_ = true;
    undiagnosed_.assign(tokens_.size(), false);
    pos_ = 0;
    collected_.clear();
    pending_.clear();
    (this->*rule)();
  }
  finish_error();
  return nullptr;
}

ast::Module* Parser::parse_file() { return run(&Parser::file_input); }
ast::Expression* Parser::parse_eval() { return run(&Parser::eval_input); }
ast::Expression* Parser::parse_field() { return run(&Parser::field_input); }

// Did the parser get to where the lexer gave up? Then the lexer's error is the error.
bool Parser::at_lexers_end(std::size_t token_index) const {
  return tokens_[token_index].kind == TokenKind::Error;
}

void Parser::finish_error() {
  const Token& furthest = tokens_[furthest_];
  if (furthest.kind == TokenKind::Error) {
    if (lexed_.error) {
      error_ = lexed_.error->info;
    } else {
      raise_never_closed();
    }
    return;
  }
  if (!failed()) {
    const TokenKind unexpected = tokens_[first_pass_furthest_].kind;
    if (unexpected == TokenKind::Indent || unexpected == TokenKind::Dedent) {
      raise_at_last_token(
          unexpected == TokenKind::Indent ? "unexpected indent" : "unexpected unindent",
          SyntaxErrorType::IndentationError);
      return;
    }
    raise_invalid_syntax(first_pass_furthest_);
  }
  if (lexed_.error && lexed_.error->replaces_parser_errors) {
    error_ = lexed_.error->info;
    return;
  }
  // A bracket that is never closed explains more than what was found on a later line.
  if (lexed_.open_bracket != 0 && furthest.range.line > lexed_.open_bracket_line)
    raise_never_closed();
}

// Looking for mistakes tries some text twice. Where brackets are nested in odd ways, that could add
// up: then the second pass stops, and the error is the plain one.
bool Parser::count_step() {
  constexpr std::size_t kFreeSteps = 1'000'000;
  if (++steps_ <= kFreeSteps + 4 * tokens_.size()) return true;
  if (!failed()) raise_invalid_syntax(first_pass_furthest_);
  return false;
}

ast::Module* Parser::file_input() {
  Collector<Statement> body(*this);
  if (!statements(body, TokenKind::EndMarker)) return nullptr;
  auto* module = arena_.create<ast::Module>();
  module->body = body.take();
  return finish(module, SourceRange{}, module->body);
}

ast::Expression* Parser::eval_input() {
  while (accept(TokenKind::Newline)) {
  }
  const std::size_t start = pos_;
  Expression* first = expression();
  if (first == nullptr) return nullptr;
  if (at(TokenKind::Comma)) {
    Collector<Expression> elements(*this);
    elements.push(first);
    while (accept(TokenKind::Comma)) {
      if (at(TokenKind::Newline) || at(TokenKind::EndMarker)) break;
      Expression* element = expression();
      if (element == nullptr) return nullptr;
      elements.push(element);
    }
    auto* tuple = arena_.create<ast::Tuple>();
    tuple->elts = elements.take();
    first = finish(tuple, range_from(start), tuple->elts);
  }
  while (accept(TokenKind::Newline)) {
  }
  return at(TokenKind::EndMarker) ? first : nullptr;
}

ast::Expression* Parser::field_input() {
  Expression* result = star_expressions();
  return result != nullptr && at(TokenKind::EndMarker) ? result : nullptr;
}

// ------------------------------------------------------------------------------------------- names

ast::Identifier Parser::take_identifier() {
  const std::string_view name = text(pos_);
  advance();
  const bool is_ascii = std::all_of(name.begin(), name.end(), [](char character) {
    return static_cast<unsigned char>(character) < 0x80;
  });
  return arena_.intern(is_ascii ? name : std::string_view(normalize_nfkc(name)));
}

SourceRange Parser::block_range(std::size_t start) const {
  std::size_t last = pos_ - 1;
  while (last > 0 && (has_no_text(tokens_[last].kind) || tokens_[last].kind == TokenKind::Newline))
    --last;
  return between(tokens_[start].range, tokens_[last].range);
}

// ------------------------------------------------------------------------------------------ errors

// The text an error shows. A replacement field is shown as CPython 3.11 parses it: in parentheses,
// alone.
std::string Parser::error_text(int line) const {
  if (!field_) return std::string(line_of_source(source_, line));
  const std::string_view field = source_.substr(field_->begin, field_->end - field_->begin);
  std::string text = "(" + std::string(field.substr(1)) + ")\n";
  return std::string(line_of_source(text, line - field_->line + 1));
}

// A byte column of a token as a column that counts characters from 1. As in CPython, the characters
// are those of the line the error shows, even where the column is of a later line.
int Parser::character_column(int text_line, int line, int byte_column) const {
  const std::string shown = error_text(text_line);
  std::string_view characters = shown;
  if (line != text_line) characters = characters.substr(0, characters.find('\n'));
  std::size_t bytes = static_cast<std::size_t>(std::max(byte_column, 0));
  if (field_ && line == field_->line) {
    const std::size_t field_column = field_->begin - field_->line_start;
    bytes = bytes > field_column ? bytes - field_column : 0;
  }
  return static_cast<int>(count_code_points(characters.substr(0, bytes))) + 1;
}

void Parser::set_error(SyntaxErrorType type, std::string message, int line, int column,
                       int end_line, int end_column) {
  SyntaxErrorInfo error;
  error.type = type;
  error.message = field_ ? "f-string: " + std::move(message) : std::move(message);
  error.line = line;
  error.column = column;
  error.end_line = end_line;
  error.end_column = end_column;
  error.text = error_text(line);
  error_ = std::move(error);
}

std::nullptr_t Parser::raise(const SourceRange& range, std::string message, SyntaxErrorType type) {
  if (failed()) return nullptr;
  set_error(type, std::move(message), range.line,
            character_column(range.line, range.line, range.column), range.end_line,
            character_column(range.line, range.end_line, range.end_column));
  return nullptr;
}

std::nullptr_t Parser::raise_at_last_token(std::string message, SyntaxErrorType type) {
  if (failed()) return nullptr;
  const Token& last = tokens_[furthest_];
  if (!has_no_text(last.kind)) return raise(last.range, std::move(message), type);
  // Such a token has no column in CPython, which then takes where its lexer stands, counted from 0;
  // at the end of a file that is the start of a line.
  const bool at_end = last.begin >= source_.size();
  const int column =
      at_end ? 0 : character_column(last.range.line, last.range.line, last.range.column) - 1;
  set_error(type, std::move(message), last.range.line, column, last.range.line, -1);
  return nullptr;
}

std::nullptr_t Parser::raise_from(const SourceRange& range, std::string message) {
  const SourceRange& last = tokens_[furthest_].range;
  raise(between(range, last), std::move(message));
  if (error_) error_->end_column = std::max(error_->end_column - 1, 0);
  return nullptr;
}

std::nullptr_t Parser::raise_invalid_syntax(std::size_t token_index) {
  const SourceRange& range = tokens_[token_index].range;
  if (tokens_[token_index].kind == TokenKind::EndMarker) {
    set_error(SyntaxErrorType::SyntaxError, "invalid syntax", range.line, 0, range.line, 0);
    return nullptr;
  }
  return raise(range, "invalid syntax");
}

std::nullptr_t Parser::raise_never_closed() {
  const int line = lexed_.open_bracket_line;
  set_error(SyntaxErrorType::SyntaxError,
            std::string("'") + lexed_.open_bracket + "' was never closed", line,
            character_column(line, line, lexed_.open_bracket_column), line, 0);
  return nullptr;
}

std::nullptr_t Parser::refuse(std::size_t token_index, std::string_view what) {
  return raise(tokens_[token_index].range, std::string(what) + " is not in the subset");
}

std::nullptr_t Parser::too_deep(const SourceRange& range, std::string_view what) {
  return raise({range.line, range.column, range.line, range.column + 1},
               std::string(what) + " is nested too deeply");
}

bool Parser::expect_forced(TokenKind wanted, std::string_view what) {
  if (accept(wanted)) return true;
  if (!at(TokenKind::Error)) raise(tokens_[pos_].range, "expected '" + std::string(what) + "'");
  return false;
}

// ------------------------------------------------------------------------------------ entry points

ParseResult parse_module(std::string_view source, AstArena& arena) {
  ParseResult result;
  std::string storage;
  const std::string_view prepared = prepare_source(source, storage, result.error);
  if (result.error) return result;
  Parser parser(prepared, tokenize(prepared), arena);
  result.module = parser.parse_file();
  result.error = parser.take_error();
  return result;
}

ParseResult parse_expression(std::string_view source, AstArena& arena) {
  ParseResult result;
  std::string storage;
  const std::size_t first = source.find_first_not_of(" \t");
  if (first != std::string_view::npos) source.remove_prefix(first);
  const std::string_view prepared = prepare_source(source, storage, result.error);
  if (result.error) return result;
  Parser parser(prepared, tokenize(prepared), arena);
  result.expression = parser.parse_eval();
  result.error = parser.take_error();
  return result;
}

}  // namespace gilsim::vm
