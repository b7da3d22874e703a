// SPDX-License-Identifier: MIT
//
// `gilsim run --seeds N`: the program with seeds 0 to N - 1, on all host cores, and of each figure
// the median and the range. Standard output gets what the program prints under seed 0; whether it
// prints the same under the others is said beside the figures.
#include "runtime/quantity.h"
#include "runtime/simulation.h"
#include "runtime/trace/byte_sink.h"
#include "scenarios/batch.h"
#include "scenarios/commands.h"
#include "scenarios/exit_status.h"
#include "scenarios/interrupt.h"
#include "scenarios/program.h"
#include "scenarios/validation.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gilsim::scenarios {
namespace {

struct SeedRun {
  std::string printed;
  std::string complained;
  std::string error;
  runtime::SimulationReport report;
};

struct SeedFigure {
  const char* name;
  bool is_time;
  double (*of)(const runtime::SimulationReport& report);
};

constexpr SeedFigure kFigures[] = {
    {"elapsed_ns", true,
     [](const runtime::SimulationReport& r) { return static_cast<double>(r.elapsed_ps) / 1e3; }},
    {"held_ns", true,
     [](const runtime::SimulationReport& r) {
       return static_cast<double>(r.gil_stats.held_ps) / 1e3;
     }},
    {"ticks", false,
     [](const runtime::SimulationReport& r) { return static_cast<double>(r.ticks); }},
    {"acquisitions", false,
     [](const runtime::SimulationReport& r) {
       return static_cast<double>(r.gil_stats.acquisitions);
     }},
    {"handoffs", false,
     [](const runtime::SimulationReport& r) { return static_cast<double>(r.gil_stats.handoffs); }},
    {"drop_requests", false,
     [](const runtime::SimulationReport& r) {
       return static_cast<double>(r.gil_stats.drop_requests);
     }},
    {"forced_switches", false,
     [](const runtime::SimulationReport& r) {
       return static_cast<double>(r.gil_stats.forced_switches);
     }},
    {"missed_wakeups", false,
     [](const runtime::SimulationReport& r) {
       return static_cast<double>(r.gil_stats.missed_wakeups);
     }},
};

void run_one(SeedRun& run, runtime::SimulationOptions options, std::uint64_t seed,
             const InterruptWatch& watch) {
  options.seed = seed;
  options.interrupt = &watch.requested();
  options.write = [&run](vm::Stream stream, std::string_view text) {
    (stream == vm::Stream::standard_output ? run.printed : run.complained) += text;
  };
  runtime::Simulation simulation(options);
  run.error = simulation.error();
  if (run.error.empty()) run.report = simulation.run();
}

std::string shown(const SeedFigure& figure, double value) {
  return figure.is_time ? runtime::time_text(static_cast<std::int64_t>(value * 1e3))
                        : fmt::format("{:.0f}", value);
}

std::string summary(const std::vector<SeedRun>& runs, bool as_json) {
  std::string out =
      as_json ? fmt::format("{{\"format\": \"gilsim-seeds\", \"version\": 1, \"seeds\": {}",
                            runs.size())
              : fmt::format("gilsim: {} runs, seeds 0 to {}: median and range\n", runs.size(),
                            runs.size() - 1);
  for (const SeedFigure& figure : kFigures) {
    std::vector<double> values;
    for (const SeedRun& run : runs) values.push_back(figure.of(run.report));
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const double median = median_of(values);
    out += as_json ? fmt::format(
                         ",\n \"{}\": {{\"median\": {:.0f}, \"least\": {:.0f}, \"most\": {:.0f}}}",
                         figure.name, median, *least, *most)
                   : fmt::format("  {:16}{:>14}   {} .. {}\n", figure.name, shown(figure, median),
                                 shown(figure, *least), shown(figure, *most));
  }
  return out + (as_json ? "}\n" : "");
}

// What a reader must not miss: runs that print or end otherwise than that of seed 0.
std::string differences(const std::vector<SeedRun>& runs) {
  const auto others = [&](auto differs) {
    return std::count_if(runs.begin(), runs.end(), differs);
  };
  const SeedRun& first = runs.front();
  const auto printed = others([&](const SeedRun& run) { return run.printed != first.printed; });
  const auto ended = others(
      [&](const SeedRun& run) { return run.report.exit_status != first.report.exit_status; });
  std::string out;
  if (printed > 0) out += fmt::format("  {} runs print something else than seed 0\n", printed);
  if (ended > 0) out += fmt::format("  {} runs have another exit status than seed 0\n", ended);
  return out;
}

bool write_json(const std::string& path, const std::string& text, std::string* error) {
  if (path.empty()) return true;
  runtime::FileSink file;
  if (file.open(path) && file.write(text) && file.close()) return true;
  *error = file.error();
  return false;
}

}  // namespace

int run_seeds(const CommandLine& line, StandardOutput& output) {
  if (line.settings.seed.has_value()) {
    return fail(output, "--seed and --seeds exclude each other: --seeds N runs seeds 0 to N - 1");
  }
  std::string error;
  std::optional<Program> program = load_program(line.target, &error);
  if (!program.has_value()) return fail(output, error);
  std::optional<runtime::SimulationOptions> options =
      simulation_options(merged(line.settings, program->settings), &error);
  if (!options.has_value()) return fail(output, error);
  options->program_name = program->name;
  options->source = std::move(program->source);
  options->arguments = line.arguments;

  const InterruptWatch watch;
  std::vector<SeedRun> runs(line.seeds);
  run_batch(runs.size(), line.jobs, "runs", watch.requested(),
            [&](std::size_t i) { run_one(runs[i], *options, i, watch); });
  if (watch.requested()) return kExitInterrupted;
  if (!runs.front().error.empty()) return fail(output, runs.front().error);
  output.write(runs.front().printed);
  output.flush();
  output.write_error(runs.front().complained);
  if (!line.quiet) output.write_error(summary(runs, false) + differences(runs));
  if (!write_json(line.json_path, summary(runs, true), &error)) return fail(output, error);
  return runs.front().report.exit_status;
}

}  // namespace gilsim::scenarios
