// SPDX-License-Identifier: MIT
//
// What PROGRAM on the command line names: a file, or a scenario.
#pragma once

#include "scenarios/run_settings.h"

#include <optional>
#include <string>
#include <vector>

namespace gilsim::scenarios {

struct Program {
  std::string name;  // as shown in tracebacks and sys.argv[0]
  std::string source;
  RunSettings settings;              // a scenario's own
  std::vector<std::string> workers;  // kinds a scenario takes as its first argument
  bool is_scenario = false;
};

// Empty: `error` says what is wrong and what to do.
std::optional<Program> load_program(const std::string& target, std::string* error);

// The options of its run: `settings` where they say something, else its own. Streams are left to
// the caller. Empty: `error` says which setting cannot be used.
std::optional<runtime::SimulationOptions> options_to_run(const Program& program,
                                                         const RunSettings& settings,
                                                         const std::vector<std::string>& arguments,
                                                         std::string* error);

}  // namespace gilsim::scenarios
