// SPDX-License-Identifier: MIT
//
// `gilsim validate --live`: the lesson's ratios on this machine's real threads, beside those of the
// simulator with as many cores, and of the python3 that is installed here, if there is one.
//
// A ratio is the median of paired runs, one right after the other, so that a machine whose speed
// drifts slows both. The simulator needs one pair.
#include "runtime/live/live_machine.h"
#include "scenarios/commands.h"
#include "scenarios/embedded_validation.h"
#include "scenarios/exit_status.h"
#include "scenarios/interrupt.h"
#include "scenarios/python_program.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace gilsim::scenarios {
namespace {

constexpr int kPairs = 3;
constexpr std::string_view kProgram = "live.py";

// What takes how long, compared with what; see scenarios/validation/live.py.
struct LiveRow {
  const char* what;
  const char* work;
  int parts;
  int parts_before;  // of the run it is compared with
  const char* gil;
  bool runs_in_cpython;  // python3 has the same lock, and all modules
};
constexpr LiveRow kLiveRows[] = {
    {"two threads / one", "threads", 2, 1, "cpython-3.11", true},
    {"two threads / one, 2.7's lock", "threads", 2, 1, "cpython-2.7", false},
    {"two processes, half each / one thread", "processes", 2, 1, "cpython-3.11", true},
    {"two native workers / one", "native", 2, 1, "cpython-3.11", false},
    {"two hashing threads / one", "hashing", 2, 1, "cpython-3.11", true},
    {"four that sleep / in turn", "sleepers", 4, 1, "cpython-3.11", true},
    {"short sleeps beside a busy thread / alone", "convoy", 2, 1, "cpython-3.11", true},
};

// Seconds, as the program printed them; empty: `error` says why not.
std::optional<double> seconds_in(const std::string& text, std::string* error) {
  double seconds = 0;
  if (std::sscanf(text.c_str(), "%lf", &seconds) == 1 && seconds > 0) return seconds;
  *error = "it printed '" + text + "'";
  return std::nullopt;
}

std::optional<double> run_here(const LiveRow& row, int parts, bool is_live, std::string* error) {
  RunSettings settings;
  settings.gil = row.gil;
  settings.live = is_live;
  settings.cores = static_cast<std::int64_t>(runtime::host_cpus().size());
  std::optional<runtime::SimulationOptions> options = simulation_options(settings, error);
  if (!options.has_value()) return std::nullopt;
  options->source = validation_program(kProgram);
  options->program_name = kProgram;
  options->arguments = {row.work, std::to_string(parts)};
  std::string printed;
  options->write = [&printed](vm::Stream, std::string_view text) { printed += text; };
  runtime::Simulation simulation(*options);
  *error = simulation.error();
  if (!error->empty()) return std::nullopt;
  simulation.run();
  return seconds_in(printed, error);
}

// Empty: there is no python3, or it failed.
std::optional<double> run_in_cpython(const PythonProgram& program, const LiveRow& row, int parts) {
  const auto printed = program.run(fmt::format("{} {} 2>/dev/null", row.work, parts));
  std::string ignored;
  return printed.has_value() ? seconds_in(*printed, &ignored) : std::nullopt;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// The median ratio of `pairs` runs of each; empty: one failed.
template <typename Run>
std::optional<double> ratio(const LiveRow& row, int pairs, const Run& run) {
  std::vector<double> ratios;
  for (int i = 0; i < pairs; ++i) {
    const std::optional<double> after = run(row, row.parts);
    const std::optional<double> before = run(row, row.parts_before);
    if (!after.has_value() || !before.has_value()) return std::nullopt;
    ratios.push_back(*after / *before);
  }
  return median(std::move(ratios));
}

std::string text_of(const std::optional<double>& number) {
  return number.has_value() ? fmt::format("{:.3f}", *number) : "-";
}

}  // namespace

int validate_live(const CommandLine&, StandardOutput& output) {
  const InterruptWatch watch;
  const PythonProgram program("python3", kProgram);
  output.write(
      fmt::format("{:44}{:>10}{:>11}{:>10}\n", "ratio of times", "live", "simulated", "python3"));
  for (const LiveRow& row : kLiveRows) {
    if (watch.requested()) return kExitInterrupted;
    std::string error;
    const auto live = ratio(row, kPairs, [&](const LiveRow& which, int parts) {
      return run_here(which, parts, true, &error);
    });
    const auto simulated = ratio(row, 1, [&](const LiveRow& which, int parts) {
      return run_here(which, parts, false, &error);
    });
    if (!live.has_value() || !simulated.has_value()) {
      return fail(output, std::string(row.what) + ": " + error);
    }
    std::optional<double> cpython;
    if (row.runs_in_cpython) {
      cpython = ratio(row, kPairs, [&](const LiveRow& which, int parts) {
        return run_in_cpython(program, which, parts);
      });
    }
    output.write(fmt::format("{:44}{:>10}{:>11}{:>10}\n", row.what, text_of(live),
                             text_of(simulated), text_of(cpython)));
    output.flush();
  }
  output.write("\nMedians of " + std::to_string(kPairs) + " pairs. '-': no python3 here, or " +
               "it has nothing like it.\n");
  return 0;
}

}  // namespace gilsim::scenarios
