// SPDX-License-Identifier: MIT
//
// The command line: from words to a CommandLine. All options come before PROGRAM; what follows it
// is the program's own, verbatim.
#pragma once

#include "runtime/event_log.h"
#include "runtime/trace/trace_writer.h"
#include "scenarios/axis.h"
#include "scenarios/run_settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gilsim::scenarios {

enum class Command {
  demo,
  run,
  list,
  explain,
  why,
  dis,
  trace,
  convert,
  compare,
  validate,
  calibrate,
  step,
  quiz,
};

struct CommandLine {
  Command command = Command::demo;
  std::string target;  // PROGRAM, NAME or LOG
  std::vector<std::string> arguments;
  RunSettings settings;
  std::string json_path;
  std::string output_path;
  runtime::TraceDetail trace_detail;  // of trace
  std::vector<std::string> watched;   // of trace and convert: variables beside the time
  runtime::LogLevel log_level = runtime::LogLevel::off;
  bool quiet = false;
  // Of compare: the options that have several values.
  std::vector<Axis> axes;
  // Of validate.
  std::string row_id;  // what an id begins with; empty: all rows
  bool validates_live = false;
  // Of calibrate.
  std::string python = "python3";
  unsigned times = 15;
  // Of both.
  std::string csv_path;
  unsigned jobs = 0;  // 0: as many as the host has cores
  std::uint64_t seeds = 1;
  // Of step and quiz.
  std::string script_path;
  bool predict = false;
  bool with_answers = false;
};

struct ParsedCommandLine {
  std::optional<CommandLine> command;
  // Without a command: what to print instead, where, and the exit status.
  std::string text;
  bool is_error = false;
  int exit_status = 0;
};

// `words`: without the program's own name.
ParsedCommandLine parse_command_line(const std::vector<std::string>& words);

// Options of `run` alone, as a lesson's header has them. False: `error` says what is wrong.
bool parse_run_options(const std::vector<std::string>& words, RunSettings& settings,
                       std::string* error);

}  // namespace gilsim::scenarios
