// SPDX-License-Identifier: MIT
//
// Columns: bytecode positions count bytes of UTF-8, SyntaxErrors characters. Markers of tracebacks
// count columns of a terminal, in which East Asian wide characters take two; those of SyntaxErrors
// do not, as in CPython 3.11.
#include "vm/eval/source_markers.h"

#include "vm/objects/str.h"
#include "vm/syntax/ast_arena.h"
#include "vm/syntax/parser.h"

#include <utf8proc.h>

#include <algorithm>
#include <string_view>

namespace gilsim::vm {

namespace {

/// A program can make a SyntaxError with any number for a column.
constexpr std::int64_t kMaxCarets = 10'000;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

std::int64_t characters_in(std::string_view utf8) {
  return std::count_if(utf8.begin(), utf8.end(), [](char c) { return !is_continuation(c); });
}

/// Columns that a text takes in a terminal.
std::int64_t columns_of(std::string_view utf8) {
  std::int64_t columns = 0;
  const auto* data = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  auto rest = static_cast<utf8proc_ssize_t>(utf8.size());
  while (rest > 0) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t length =
        std::max<utf8proc_ssize_t>(1, utf8proc_iterate(data, rest, &point));
    columns += point >= 0 && utf8proc_charwidth(point) == 2 ? 2 : 1;
    data += length;
    rest -= length;
  }
  return columns;
}

/// Column of a byte offset that may lie behind the end.
std::int64_t column_of(std::string_view line, std::size_t byte_offset) {
  return columns_of(line.substr(0, std::min(byte_offset, line.size())));
}

std::string_view without_last_newline(std::string_view text) {
  if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return text;
}

/// Byte range within an expression's text that stands out.
struct Anchors {
  int begin = -1;
  int end = -1;
  bool found() const { return begin >= 0; }
};

Anchors operator_anchors(std::string_view segment, const ast::BinOp& operation) {
  const int limit = std::min(operation.right->range.column, static_cast<int>(segment.size()));
  for (int i = operation.left->range.end_column; i < limit; ++i) {
    if (is_blank(segment[static_cast<std::size_t>(i)])) continue;
    const bool is_double = i + 1 < limit && !is_blank(segment[static_cast<std::size_t>(i) + 1]);
    return {i, i + (is_double ? 2 : 1)};
  }
  return {};
}

/// What stands out in a binary operation or subscript. Any other text has no anchors.
Anchors anchors_of(std::string_view segment) {
  AstArena arena;
  const ParseResult parsed = parse_module(segment, arena);
  if (!parsed.ok() || parsed.module->body.size() != 1) return {};
  const ast::Statement* statement = parsed.module->body[0];
  if (!statement->is<ast::Expr>()) return {};
  const ast::Expression* expression = statement->as<ast::Expr>()->value;
  if (expression->is<ast::BinOp>()) {
    return operator_anchors(segment, *expression->as<ast::BinOp>());
  }
  if (!expression->is<ast::Subscript>()) return {};
  const auto* subscript = expression->as<ast::Subscript>();
  return {subscript->value->range.end_column, subscript->slice->range.end_column + 1};
}

/// Markers for the columns [begin, end) of the stripped line.
std::string marker_text(std::int64_t begin, std::int64_t end, std::int64_t left,
                        std::int64_t right) {
  const bool has_anchors = left >= 0;
  std::string text;
  for (std::int64_t i = 0; i < end; ++i) {
    if (i < begin) {
      text += ' ';
    } else if (has_anchors && (i < left || i >= right)) {
      text += '~';
    } else {
      text += '^';
    }
  }
  return text;
}

std::string markers_of(std::string_view line, const SourceRange& range) {
  std::size_t indent = 0;
  while (indent < line.size() && is_blank(line[indent])) ++indent;
  const std::size_t begin = std::min(static_cast<std::size_t>(range.column), line.size());
  std::size_t end = line.size();
  Anchors anchors;
  if (range.line == range.end_line) {
    end = std::clamp(static_cast<std::size_t>(range.end_column), begin, line.size());
    anchors = anchors_of(line.substr(begin, end - begin));
  } else {
    // An expression of several lines is marked to the end of its first one.
    while (end > begin && is_blank(line[end - 1])) --end;
  }
  const bool is_whole_line = begin == indent && end == line.size();
  if (is_whole_line && !anchors.found()) return {};
  const std::int64_t shift = column_of(line, indent);
  std::int64_t left = -1;
  std::int64_t right = -1;
  if (anchors.found()) {
    left = column_of(line, begin + static_cast<std::size_t>(anchors.begin)) - shift;
    right = column_of(line, begin + static_cast<std::size_t>(anchors.end)) - shift;
  }
  return marker_text(column_of(line, begin) - shift, column_of(line, end) - shift, left, right);
}

}  // namespace

bool source_line(std::string_view source, int line, std::string_view& out) {
  std::size_t start = 0;
  for (int current = 1; start <= source.size(); ++current) {
    const std::size_t end = std::min(source.find_first_of("\r\n", start), source.size());
    if (current == line) {
      out = source.substr(start, end - start);
      return end < source.size() || end > start;
    }
    if (end == source.size()) return false;
    const bool is_pair = source[end] == '\r' && end + 1 < source.size() && source[end + 1] == '\n';
    start = end + (is_pair ? 2 : 1);
  }
  return false;
}

SourceExcerpt excerpt_of(const Code& code, std::uint32_t instruction) {
  SourceExcerpt excerpt;
  const SourceRange& range = code.source_ranges()[instruction];
  std::string_view line;
  // Text that stands in no file (exec, eval) is not shown.
  const bool is_file = code.file_name->length > 0 && code.file_name->at(0) != '<';
  if (!is_file || code.source_text == nullptr || range.line < 1) return excerpt;
  if (!source_line(*code.source_text, range.line, line)) return excerpt;
  std::size_t indent = 0;
  while (indent < line.size() && is_blank(line[indent])) ++indent;
  excerpt.line = line.substr(indent);
  const bool has_columns = range.end_line >= 1 && range.column >= 0 && range.end_column >= 0;
  if (has_columns) excerpt.markers = markers_of(line, range);
  return excerpt;
}

std::vector<std::string> marked_syntax_line(const Str* text, std::int64_t offset,
                                            std::int64_t end_offset) {
  const std::int64_t wanted = end_offset > 0 && end_offset > offset ? end_offset - offset : 1;
  const std::int64_t carets = std::min(wanted, kMaxCarets);
  const std::string utf8 = to_utf8(text);
  std::string_view line = utf8;
  --offset;
  while (!line.empty() && is_blank(line.front())) {
    line.remove_prefix(1);
    --offset;
  }
  offset = std::min(offset, characters_in(without_last_newline(line)));
  // A text of several lines: the one the offset lies in.
  for (std::size_t end = line.find('\n'); end != std::string_view::npos; end = line.find('\n')) {
    const std::int64_t before = characters_in(line.substr(0, end));
    if (before >= offset) break;
    line.remove_prefix(end + 1);
    offset -= before + 1;
  }
  std::vector<std::string> lines{"    " + std::string(without_last_newline(line))};
  if (offset < 0) return lines;
  lines.push_back("    " + std::string(static_cast<std::size_t>(offset), ' ') +
                  std::string(static_cast<std::size_t>(carets), '^'));
  return lines;
}

}  // namespace gilsim::vm
