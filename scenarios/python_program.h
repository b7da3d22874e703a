// SPDX-License-Identifier: MIT
//
// A program of scenarios/validation, run by a CPython of this machine.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gilsim::scenarios {

// The program is a file as long as this object lives.
class PythonProgram {
 public:
  // `python`: a path, or a name that the shell finds. `program`: a file of scenarios/validation.
  PythonProgram(std::string python, std::string_view program);
  ~PythonProgram();
  PythonProgram(const PythonProgram&) = delete;
  PythonProgram& operator=(const PythonProgram&) = delete;

  // What it prints. Empty: it could not be run, or printed nothing. `arguments` are words for the
  // shell.
  std::optional<std::string> run(const std::string& arguments) const;

 private:
  const std::string python_;
  std::string path_ = "/tmp/gilsim-validation-XXXXXX.py";
  bool is_there_ = false;
};

}  // namespace gilsim::scenarios
