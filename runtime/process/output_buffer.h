// SPDX-License-Identifier: MIT
//
// What a process has written to its standard output and not flushed, when that is no terminal.
//
// As CPython 3.11 stacks them up: a TextIOWrapper that collects chunks (Modules/_io/textio.c,
// _io_TextIOWrapper_write) over a BufferedWriter of a pipe's block size (Modules/_io/bufferedio.c,
// _io_BufferedWriter_write). It decides what becomes visible, and in which order: a child's lines
// come out when it ends, and what a killed process had not flushed is lost.
#pragma once

#include <string>
#include <string_view>

namespace gilsim::runtime {

class OutputBuffer {
 public:
  /// Adds text; returns what becomes visible by that, often nothing.
  std::string write(std::string_view utf8);
  /// Returns all of it.
  std::string flush();

 private:
  void pass_on(std::string_view text, std::string& visible);

  std::string text_;   // in the TextIOWrapper
  std::string bytes_;  // in the BufferedWriter
};

}  // namespace gilsim::runtime
