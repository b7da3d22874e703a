// SPDX-License-Identifier: MIT
//
// `gilsim explain --why PROGRAM`: runs it and tells where the time went. The explanation is what is
// asked for, so it goes to standard output and the program's own output nowhere; what it complains
// of is shown as ever.
#include "runtime/analysis/analysis_text.h"
#include "scenarios/commands.h"
#include "scenarios/interrupt.h"
#include "scenarios/program.h"

namespace gilsim::scenarios {

int explain_why(const CommandLine& line, StandardOutput& output) {
  std::string error;
  const std::optional<Program> program = load_program(line.target, &error);
  if (!program.has_value()) return fail(output, error);
  std::optional<runtime::SimulationOptions> options =
      options_to_run(*program, line.settings, line.arguments, &error);
  if (!options.has_value()) return fail(output, error);
  const InterruptWatch interrupt;
  options->interrupt = &interrupt.requested();
  options->write = [&output](vm::Stream stream, std::string_view text) {
    if (stream == vm::Stream::standard_error) output.write_error(text);
  };
  runtime::RunAnalysis analysis;
  runtime::Simulation simulation(*options, &analysis);
  if (!simulation.error().empty()) return fail(output, simulation.error());
  const runtime::SimulationReport report = simulation.run();
  output.write(runtime::analysis_page(report, program->name, analysis));
  return report.exit_status;
}

}  // namespace gilsim::scenarios
