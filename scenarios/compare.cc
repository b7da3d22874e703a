// SPDX-License-Identifier: MIT
//
// `gilsim compare PROGRAM`: one table, and a chart, over policies, cores, intervals and kinds of
// workers. Exit status 1 if a run did not end with status 0; it is in the table all the same.
#include "runtime/trace/byte_sink.h"
#include "scenarios/commands.h"
#include "scenarios/comparison.h"
#include "scenarios/exit_status.h"
#include "scenarios/interrupt.h"
#include "scenarios/suggestion.h"

#include <algorithm>

namespace gilsim::scenarios {
namespace {

// What is compared if the command line does not say: where the GIL's rules and the number of cores
// make a difference.
constexpr const char* kUsualPolicies[] = {"cpython-2.7", "cpython-3.11", "free-threaded"};
constexpr std::int64_t kUsualCores[] = {1, 2, 4};

Axis usual_policies() {
  Axis axis{"policy", {}};
  for (const char* const policy : kUsualPolicies) {
    axis.values.push_back({policy, {}, {}});
    axis.values.back().settings.gil = policy;
  }
  return axis;
}

Axis usual_cores() {
  Axis axis{"cores", {}};
  for (const std::int64_t cores : kUsualCores) {
    axis.values.push_back({std::to_string(cores), {}, {}});
    axis.values.back().settings.cores = cores;
  }
  return axis;
}

Axis all_workers(const Program& program) {
  Axis axis{"workers", {}};
  for (const std::string& kind : program.workers) axis.values.push_back({kind, {}, kind});
  return axis;
}

bool is_about(const std::vector<Axis>& axes, std::string_view name) {
  return std::any_of(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.name == name; });
}

// A program that takes its kind of worker as its first argument gets one in any case.
void fill_in(std::vector<Axis>& axes, const CommandLine& line, const Program& program) {
  const bool nothing_asked = axes.empty();
  const bool takes_workers = !program.workers.empty() && line.arguments.empty();
  if (takes_workers && !is_about(axes, "workers")) axes.insert(axes.begin(), all_workers(program));
  if (!nothing_asked) return;
  if (!takes_workers && !line.settings.gil.has_value()) axes.push_back(usual_policies());
  if (!line.settings.cores.has_value()) axes.push_back(usual_cores());
}

// Empty, or why the kinds of workers that were asked for cannot be.
std::string wrong_workers(const std::vector<Axis>& axes, const Program& program) {
  for (const Axis& axis : axes) {
    if (axis.name != "workers" || !program.is_scenario) continue;
    if (program.workers.empty()) {
      return "scenario '" + program.name +
             "' takes no kind of workers; `gilsim explain workers` is one that does";
    }
    for (const AxisValue& value : axis.values) {
      const auto& known = program.workers;
      if (std::find(known.begin(), known.end(), value.argument) != known.end()) continue;
      std::string error = "'" + value.argument + "' is no kind of workers of '" + program.name +
                          "'" + did_you_mean(value.argument, known) + "; there are:";
      for (const std::string& kind : known) error += " " + kind;
      return error;
    }
  }
  return {};
}

// The first file that cannot be written, or nothing.
std::string write_files(const CommandLine& line, const Comparison& comparison) {
  const auto write = [](const std::string& path, std::string (*text_of)(const Comparison&),
                        const Comparison& what) -> std::string {
    if (path.empty()) return {};
    runtime::FileSink file;
    if (file.open(path) && file.write(text_of(what)) && file.close()) return {};
    return file.error();
  };
  std::string error = write(line.csv_path, comparison_csv, comparison);
  if (error.empty()) error = write(line.json_path, comparison_json, comparison);
  if (error.empty()) error = write(line.output_path, comparison_svg, comparison);
  return error;
}

}  // namespace

int compare(const CommandLine& line, StandardOutput& output) {
  if (!line.output_path.empty() && !line.output_path.ends_with(".svg")) {
    return fail(output, "'" + line.output_path + "': a comparison's -o FILE must end with .svg");
  }
  std::string error;
  const std::optional<Program> program = load_program(line.target, &error);
  if (!program.has_value()) return fail(output, error);
  std::vector<Axis> axes = line.axes;
  error = wrong_workers(axes, *program);
  if (!error.empty()) return fail(output, error);
  fill_in(axes, line, *program);
  const InterruptWatch watch;
  const std::optional<Comparison> comparison = compare_runs(
      {*program, line.arguments, line.settings, std::move(axes), line.seeds, line.jobs},
      watch.requested(), &error);
  if (!comparison.has_value()) return fail(output, error);
  if (watch.requested()) {
    output.write_error("gilsim: interrupted: a table of a part of the runs would mislead\n");
    return kExitInterrupted;
  }
  output.write(comparison_table(*comparison));
  error = write_files(line, *comparison);
  if (!error.empty()) return fail(output, error);
  return comparison->all_succeeded() ? 0 : 1;
}

}  // namespace gilsim::scenarios
