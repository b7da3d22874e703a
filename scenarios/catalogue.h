// SPDX-License-Identifier: MIT
//
// The scenarios: programs with a story. Each is a .py file whose header comment tells it;
// docs/scenarios.md has the form.
//
// Invariant: every scenario in the binary has a complete header (a test reads them all).
#pragma once

#include "scenarios/run_settings.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::scenarios {

struct Scenario {
  std::string name;  // [a-z0-9_-]+
  int number = 0;    // its place in the course
  std::string title;
  std::string question;
  std::string watch;
  std::string answer;
  std::string options;                    // of `gilsim run`, as written
  RunSettings settings;                   // the same, read
  std::vector<std::string> workers;       // kinds of workers it takes as its first argument
  std::vector<std::string> tries;         // commands to go on with
  std::vector<std::string> prints;        // lines the program prints, in this order
  std::vector<std::string> complains;     // lines it writes to stderr
  std::vector<std::string> expectations;  // see expectation.h
  std::vector<std::string> known;  // numbers of the story that no run shows, and their source
  std::string_view text;           // the whole file
};

// Reads a header. Empty: `error` names the line and what is wrong.
std::optional<Scenario> parse_scenario(std::string_view name, std::string_view text,
                                       std::string* error);

// All that are built in, in the order of the course. Those that cannot be read are left out; a test
// sees to it that there are none.
std::vector<Scenario> catalogue();
std::optional<Scenario> find_scenario(std::string_view name);
std::vector<std::string> scenario_names();

}  // namespace gilsim::scenarios
