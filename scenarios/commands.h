// SPDX-License-Identifier: MIT
//
// What each command does. Every function returns the exit status.
#pragma once

#include "scenarios/command_line.h"
#include "scenarios/standard_output.h"

#include <string>
#include <vector>

namespace gilsim::scenarios {

int run_demo(const CommandLine& line, StandardOutput& output);
int run_program(const CommandLine& line, StandardOutput& output);  // run and trace
int run_seeds(const CommandLine& line, StandardOutput& output);    // run --seeds
int list_scenarios(StandardOutput& output);
int explain(const std::string& name, StandardOutput& output);
int explain_why(const CommandLine& line, StandardOutput& output);
int compare(const CommandLine& line, StandardOutput& output);
int disassemble_program(const CommandLine& line, StandardOutput& output);
int validate(const CommandLine& line, StandardOutput& output);
int calibrate(const CommandLine& line, StandardOutput& output);
int validate_live(const CommandLine& line, StandardOutput& output);
int step_program(const CommandLine& line, StandardOutput& output);
int quiz(const CommandLine& line, StandardOutput& output);
int convert_log(const CommandLine& line, StandardOutput& output);

// "gilsim: what", on standard error; kExitUsage.
int fail(StandardOutput& output, const std::string& what);

// The whole of gilsim. `words`: without the program's own name.
int run_gilsim(const std::vector<std::string>& words);

}  // namespace gilsim::scenarios
