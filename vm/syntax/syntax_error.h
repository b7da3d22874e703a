// SPDX-License-Identifier: MIT
//
// A syntax error as a value: what Python's SyntaxError carries, less the file name, which the
// caller knows.

#ifndef GILSIM_VM_SYNTAX_SYNTAX_ERROR_H_
#define GILSIM_VM_SYNTAX_SYNTAX_ERROR_H_

#include <string>
#include <string_view>

namespace gilsim::vm {

enum class SyntaxErrorType { SyntaxError, IndentationError, TabError };

// "SyntaxError", ...
std::string_view syntax_error_type_name(SyntaxErrorType type);

// The fields mean what they mean in Python: `line` and `column` count from 1, columns count
// characters (code points), the end is exclusive. `column` 0 says that no column is known;
// `end_column` 0 and -1 likewise. `text` is the line of the source with its newline if it has one;
// `has_text` is false where Python has None.
struct SyntaxErrorInfo {
  SyntaxErrorType type = SyntaxErrorType::SyntaxError;
  std::string message;
  int line = 0;
  int column = 0;
  int end_line = 0;
  int end_column = 0;
  std::string text;
  bool has_text = true;
};

// The error as an uncaught one is printed, from `  File "..."` to the message, with the source line
// and carets; ends with a newline.
std::string format_syntax_error(const SyntaxErrorInfo& error, std::string_view file_name);

}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_SYNTAX_ERROR_H_
