// SPDX-License-Identifier: MIT
#include "scenarios/comparison.h"

#include "runtime/quantity.h"
#include "scenarios/batch.h"

#include <algorithm>

namespace gilsim::scenarios {
namespace {

// What stands in a table is one line.
std::string last_line(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  const std::size_t at = text.rfind('\n');
  return std::string(at == text.npos ? text : text.substr(at + 1));
}

// Of a deadlock's or a limit's report the first line says what it is.
std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

// Which value of each axis belongs to a row: the last axis changes fastest.
std::vector<std::size_t> indices_of(std::size_t row, const std::vector<Axis>& axes) {
  std::vector<std::size_t> indices(axes.size());
  for (std::size_t i = axes.size(); i-- > 0;) {
    indices[i] = row % axes[i].values.size();
    row /= axes[i].values.size();
  }
  return indices;
}

// Everything but streams, interrupt and seed.
std::optional<runtime::SimulationOptions> options_of(const ComparisonRequest& request,
                                                     const std::vector<std::size_t>& indices,
                                                     std::string* error) {
  RunSettings settings = request.settings;
  std::vector<std::string> arguments = request.arguments;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    const AxisValue& value = request.axes[i].values[indices[i]];
    settings = merged(value.settings, settings);
    if (!value.argument.empty()) arguments.insert(arguments.begin(), value.argument);
  }
  std::optional<runtime::SimulationOptions> options =
      options_to_run(request.program, settings, arguments, error);
  if (!options.has_value()) return std::nullopt;
  *error = runtime::Simulation(*options).error();
  if (!error->empty()) return std::nullopt;
  return options;
}

ComparedRun run_once(runtime::SimulationOptions options, std::uint64_t seed,
                     const std::atomic<bool>& interrupt) {
  options.seed = seed;
  options.interrupt = &interrupt;
  std::string complained;
  options.write = [&complained](vm::Stream stream, std::string_view text) {
    if (stream == vm::Stream::standard_error) complained += text;
  };
  runtime::RunAnalysis analysis;
  runtime::Simulation simulation(options, &analysis);
  const runtime::SimulationReport report = simulation.run();
  ComparedRun run;
  run.exit_status = report.exit_status;
  run.end = report.end;
  if (report.exit_status != 0) {
    run.complaint = report.message.empty() ? last_line(complained) : first_line(report.message);
  }
  run.elapsed_ps = report.elapsed_ps;
  run.useful_ps = time_in(analysis.total(), runtime::UseOfTime::useful);
  run.moments = analysis.moments();
  run.gil_stats = report.gil_stats;
  run.switch_interval = report.switch_interval;
  return run;
}

// What all rows share: those of policy, profile, cores and interval that are no axis.
std::string fixed_text(const std::vector<Axis>& axes, const runtime::SimulationOptions& first,
                       const ComparedRun& run) {
  const auto is_axis = [&](std::string_view name) {
    return std::any_of(axes.begin(), axes.end(),
                       [&](const Axis& axis) { return axis.name == name; });
  };
  std::string text;
  const auto add = [&](std::string_view axis, const std::string& words) {
    if (!is_axis(axis)) text += (text.empty() ? "" : ", ") + words;
  };
  add("policy", "policy " + first.gil);
  add("profile", "profile " + first.profile.name);
  add("cores", runtime::counted(first.cores.value_or(first.profile.machine.cores), "core"));
  // (Each policy has an interval of its own.)
  if (!is_axis("policy")) {
    add("interval", "interval " + runtime::short_time_text(run.switch_interval.time_ps));
  }
  return text;
}

}  // namespace

const ComparedRun* ComparedRow::failed() const {
  for (const ComparedRun& run : runs) {
    if (run.exit_status != 0) return &run;
  }
  return nullptr;
}

std::string ComparedRow::result() const {
  const ComparedRun* const run = failed();
  if (run == nullptr) return "ok";
  if (run->end == runtime::RunEnd::deadlock) return "deadlock";
  if (run->end == runtime::RunEnd::limit) return "limit";
  return "exit " + std::to_string(run->exit_status);
}

void ComparedRow::sort_runs() {
  by_time_ = runs;
  std::stable_sort(by_time_.begin(), by_time_.end(),
                   [](const auto& a, const auto& b) { return a.elapsed_ps < b.elapsed_ps; });
}

std::string shown_value(const Axis& axis, const std::string& value) {
  if (axis.name != "cores") return value;
  return value + (value == "1" ? " core" : " cores");
}

bool Comparison::all_succeeded() const {
  return std::all_of(rows.begin(), rows.end(),
                     [](const ComparedRow& row) { return row.failed() == nullptr; });
}

std::optional<Comparison> compare_runs(const ComparisonRequest& request,
                                       const std::atomic<bool>& interrupt, std::string* error) {
  Comparison comparison;
  comparison.program = request.program.name;
  comparison.axes = request.axes;
  comparison.seeds = request.seeds;
  std::size_t count = 1;
  for (const Axis& axis : request.axes) count *= axis.values.size();
  std::vector<runtime::SimulationOptions> options;
  for (std::size_t row = 0; row < count; ++row) {
    const std::vector<std::size_t> indices = indices_of(row, request.axes);
    std::optional<runtime::SimulationOptions> one = options_of(request, indices, error);
    if (!one.has_value()) return std::nullopt;
    options.push_back(*std::move(one));
    ComparedRow& shown = comparison.rows.emplace_back();
    for (std::size_t i = 0; i < indices.size(); ++i) {
      shown.values.push_back(request.axes[i].values[indices[i]].text);
    }
    shown.runs.resize(request.seeds);
  }
  comparison.first_seed = options.front().seed;
  run_batch(count * request.seeds, request.jobs, "runs", interrupt, [&](std::size_t task) {
    const std::size_t row = task / request.seeds;
    const std::uint64_t seed = comparison.first_seed + task % request.seeds;
    comparison.rows[row].runs[task % request.seeds] = run_once(options[row], seed, interrupt);
  });
  for (ComparedRow& row : comparison.rows) row.sort_runs();
  comparison.fixed =
      fixed_text(request.axes, options.front(), comparison.rows.front().runs.front());
  return comparison;
}

}  // namespace gilsim::scenarios
