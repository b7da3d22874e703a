// SPDX-License-Identifier: MIT
#include "scenarios/python_program.h"

#include "scenarios/embedded_validation.h"

#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>
#include <utility>

namespace gilsim::scenarios {
namespace {

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace

PythonProgram::PythonProgram(std::string python, std::string_view program)
    : python_(std::move(python)) {
  const int descriptor = ::mkstemps(path_.data(), 3);
  if (descriptor < 0) return;
  const std::string_view text = validation_program(program);
  is_there_ = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(descriptor);
}

PythonProgram::~PythonProgram() { ::unlink(path_.c_str()); }

std::optional<std::string> PythonProgram::run(const std::string& arguments) const {
  if (!is_there_) return std::nullopt;
  const std::string command = quoted(python_) + " " + path_ + " " + arguments;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::string printed;
  std::array<char, 4096> block{};
  while (pipe != nullptr) {
    const std::size_t count = std::fread(block.data(), 1, block.size(), pipe.get());
    if (count == 0) break;
    printed.append(block.data(), count);
  }
  return printed.empty() ? std::nullopt : std::optional(std::move(printed));
}

}  // namespace gilsim::scenarios
