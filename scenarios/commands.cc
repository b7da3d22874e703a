// SPDX-License-Identifier: MIT
//
// From the command line to the command, and how the process ends.
#include "scenarios/commands.h"

#include "scenarios/exit_status.h"

namespace gilsim::scenarios {
namespace {

int execute(const CommandLine& line, StandardOutput& output) {
  switch (line.command) {
    case Command::demo:
      return run_demo(line, output);
    case Command::run:
      return line.seeds > 1 ? run_seeds(line, output) : run_program(line, output);
    case Command::trace:
      return run_program(line, output);
    case Command::list:
      return list_scenarios(output);
    case Command::explain:
      return explain(line.target, output);
    case Command::why:
      return explain_why(line, output);
    case Command::compare:
      return compare(line, output);
    case Command::dis:
      return disassemble_program(line, output);
    case Command::calibrate:
      return calibrate(line, output);
    case Command::validate:
      return line.validates_live ? validate_live(line, output) : validate(line, output);
    case Command::step:
      return step_program(line, output);
    case Command::quiz:
      return quiz(line, output);
    case Command::convert:
      return convert_log(line, output);
  }
  return kExitUsage;
}

}  // namespace

int fail(StandardOutput& output, const std::string& what) {
  output.write_error("gilsim: " + what + "\n");
  return kExitUsage;
}

int run_gilsim(const std::vector<std::string>& words) {
  StandardOutput output;
  const ParsedCommandLine parsed = parse_command_line(words);
  int status = parsed.exit_status;
  if (parsed.command.has_value()) {
    status = execute(*parsed.command, output);
  } else if (parsed.is_error) {
    output.write_error(parsed.text);
  } else {
    output.write(parsed.text);
  }
  output.flush();
  if (output.reader_gone()) end_by_broken_pipe();
  if (!output.error().empty()) return fail(output, output.error());
  return status;
}

}  // namespace gilsim::scenarios
