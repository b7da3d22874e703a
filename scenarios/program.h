// SPDX-License-Identifier: MIT
//
// What PROGRAM on the command line names: a file, or a scenario.
#pragma once

#include "scenarios/run_settings.h"

#include <optional>
#include <string>

namespace gilsim::scenarios {

struct Program {
  std::string name;  // as shown in tracebacks and sys.argv[0]
  std::string source;
  RunSettings settings;  // a scenario's own
};

// Empty: `error` says what is wrong and what to do.
std::optional<Program> load_program(const std::string& target, std::string* error);

}  // namespace gilsim::scenarios
