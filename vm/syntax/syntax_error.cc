// SPDX-License-Identifier: MIT

#include "vm/syntax/syntax_error.h"

#include "vm/syntax/unicode.h"

#include <algorithm>

namespace gilsim::vm {

std::string_view syntax_error_type_name(SyntaxErrorType type) {
  switch (type) {
    case SyntaxErrorType::IndentationError:
      return "IndentationError";
    case SyntaxErrorType::TabError:
      return "TabError";
    default:
      return "SyntaxError";
  }
}

std::string format_syntax_error(const SyntaxErrorInfo& error, std::string_view file_name) {
  std::string result =
      "  File \"" + std::string(file_name) + "\", line " + std::to_string(error.line) + "\n";
  if (error.has_text) {
    std::string_view line = error.text;
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    const std::size_t indent = std::min(line.find_first_not_of(" \t\f"), line.size());
    line.remove_prefix(indent);
    result += "    " + std::string(line) + "\n";
    const int length = static_cast<int>(count_code_points(line));
    const int first = std::min(error.column - 1 - static_cast<int>(indent), length);
    if (first >= 0) {  // a column in the indentation has no caret
      int last = error.end_column - 1 - static_cast<int>(indent);
      if (error.end_line > error.line) last = length;
      if (error.type != SyntaxErrorType::SyntaxError) last = first + 1;
      const int carets = std::max(1, std::min(last, length + 1) - first);
      result += "    " + std::string(static_cast<std::size_t>(first), ' ') +
                std::string(static_cast<std::size_t>(carets), '^') + "\n";
    }
  }
  return result + std::string(syntax_error_type_name(error.type)) + ": " + error.message + "\n";
}

}  // namespace gilsim::vm
