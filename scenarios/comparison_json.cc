// SPDX-License-Identifier: MIT
//
// A comparison for programs: every run of every row.
#include "runtime/machine/parameters.h"
#include "runtime/trace/trace_converter.h"
#include "scenarios/comparison.h"

#include <fmt/core.h>

namespace gilsim::scenarios {
namespace {

using runtime::json_quoted;

constexpr int kComparisonVersion = 1;

constexpr const char* kUseKeys[] = {
#define USE(name, words, definition) #name,
#include "runtime/analysis/uses_of_time.def"
#undef USE
};

std::int64_t in_ns(std::int64_t time_ps) { return time_ps / runtime::kPicosecondsPerNanosecond; }

std::string run_json(const ComparedRun& run, std::uint64_t seed) {
  std::string moments;
  for (std::size_t i = 0; i < run.moments.size(); ++i) {
    moments += fmt::format("{}\"{}\": {}", i == 0 ? "" : ", ", kUseKeys[i], in_ns(run.moments[i]));
  }
  return fmt::format(
      "{{\"seed\": {}, \"exit_status\": {}, \"complaint\": {}, \"elapsed_ns\": {}, "
      "\"useful_ns\": {}, \"switch_interval_ns\": {}, \"switch_interval_ticks\": {}, "
      "\"handoffs\": {}, \"missed_wakeups\": {}, \"moments_ns\": {{{}}}}}",
      seed, run.exit_status, json_quoted(run.complaint), in_ns(run.elapsed_ps),
      in_ns(run.useful_ps), in_ns(run.switch_interval.time_ps), run.switch_interval.ticks,
      run.gil_stats.handoffs, run.gil_stats.missed_wakeups, moments);
}

std::string row_json(const Comparison& comparison, const ComparedRow& row) {
  std::string values;
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    values += fmt::format("{}{}: {}", i == 0 ? "" : ", ", json_quoted(comparison.axes[i].name),
                          json_quoted(row.values[i]));
  }
  std::string runs;
  for (std::size_t i = 0; i < row.runs.size(); ++i) {
    runs += (i == 0 ? "\n      " : ",\n      ") + run_json(row.runs[i], comparison.first_seed + i);
  }
  return fmt::format(
      "    {{\"values\": {{{}}}, \"result\": {}, \"median_elapsed_ns\": {}, "
      "\"least_elapsed_ns\": {}, \"most_elapsed_ns\": {},\n     \"runs\": [{}]}}",
      values, json_quoted(row.result()), in_ns(row.median().elapsed_ps),
      in_ns(row.shortest().elapsed_ps), in_ns(row.longest().elapsed_ps), runs);
}

}  // namespace

std::string comparison_json(const Comparison& comparison) {
  std::string rows;
  for (const ComparedRow& row : comparison.rows) {
    rows += (rows.empty() ? "" : ",\n") + row_json(comparison, row);
  }
  return fmt::format(
      "{{\n  \"format\": \"gilsim-comparison\",\n  \"version\": {},\n  \"program\": {},\n"
      "  \"seeds\": {},\n  \"rows\": [\n{}\n  ]\n}}\n",
      kComparisonVersion, json_quoted(comparison.program), comparison.seeds, rows);
}

}  // namespace gilsim::scenarios
