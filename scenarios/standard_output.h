// SPDX-License-Identifier: MIT
//
// Standard output and error of the process. Output is buffered unless a person watches; what goes
// to standard error comes after all that was written before it.
#pragma once

#include <string>
#include <string_view>

namespace gilsim::scenarios {

class StandardOutput {
 public:
  StandardOutput();
  ~StandardOutput();
  StandardOutput(const StandardOutput&) = delete;
  StandardOutput& operator=(const StandardOutput&) = delete;

  // False: standard output cannot be written any more.
  bool write(std::string_view text);
  bool flush();
  void write_error(std::string_view text);

  // The reader has gone (`gilsim run x | head -1`).
  bool reader_gone() const { return reader_gone_; }
  // Why it cannot be written; empty: it can, or the reader has gone.
  const std::string& error() const { return error_; }
  bool is_terminal() const { return is_terminal_; }
  // Whether colour may be used: a terminal, and NO_COLOR is not set.
  bool colours() const { return colours_; }

 private:
  std::string buffer_;
  std::string error_;
  bool is_terminal_ = false;
  bool colours_ = false;
  bool reader_gone_ = false;
};

// Ends the process as a tool ends whose reader has gone.
[[noreturn]] void end_by_broken_pipe();

}  // namespace gilsim::scenarios
