// SPDX-License-Identifier: MIT
//
// `gilsim dis`: compiles, and shows the bytecode.
#include "runtime/check_points.h"
#include "runtime/gil/gil_policy.h"
#include "scenarios/commands.h"
#include "scenarios/program.h"
#include "vm/bytecode/compiler.h"
#include "vm/bytecode/disassembler.h"
#include "vm/core/instance.h"
#include "vm/core/null_host.h"
#include "vm/syntax/source_text.h"

namespace gilsim::scenarios {

int disassemble_program(const CommandLine& line, StandardOutput& output) {
  std::string error;
  const std::optional<Program> program = load_program(line.target, &error);
  if (!program.has_value()) return fail(output, error);
  std::optional<runtime::SimulationOptions> options = simulation_options(line.settings, &error);
  if (!options.has_value()) return fail(output, error);

  std::string storage;
  std::optional<vm::SyntaxErrorInfo> problem;
  const std::string_view source = vm::prepare_source(program->source, storage, problem);
  vm::NullHost host;
  vm::Instance instance(host, options->profile.instruction_ps);
  vm::CompileResult result;
  if (!problem.has_value()) {
    result =
        vm::compile_source(instance, source, vm::CompileMode::module, {program->name, &source});
    problem = result.error;
  }
  if (problem.has_value()) {
    output.write_error(vm::format_syntax_error(*problem, program->name));
    return 1;
  }
  const runtime::GilPolicyInfo* const policy = runtime::find_gil_policy(options->gil, nullptr);
  vm::DisassembleOptions what;
  what.check_points = runtime::vm_family(policy->check_points);
  if (what.check_points != vm::CheckPointFamily::none) {
    output.write("* marks the check points of " + options->gil +
                 ": after them a thread may drop the GIL\n\n");
  }
  output.write(vm::disassemble(*result.code, what));
  return 0;
}

}  // namespace gilsim::scenarios
