// SPDX-License-Identifier: MIT
//
// One program under every combination of settings: what `gilsim compare` runs and shows.
//
// Invariant: a comparison does not depend on how many host threads made it; nothing in it knows the
// host.
#pragma once

#include "runtime/analysis/run_analysis.h"
#include "scenarios/axis.h"
#include "scenarios/program.h"
#include "scenarios/run_settings.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gilsim::scenarios {

// One run, with one seed.
struct ComparedRun {
  int exit_status = 0;
  runtime::RunEnd end = runtime::RunEnd::finished;
  std::string complaint;  // the last line of what it said about a failure
  std::int64_t elapsed_ps = 0;
  std::int64_t useful_ps = 0;  // of all threads
  runtime::TimeByUse moments{};
  runtime::GilStats gil_stats;
  runtime::SwitchInterval switch_interval;
};

// One combination of values, with all seeds.
struct ComparedRow {
  std::vector<std::string> values;  // one for each axis
  std::vector<ComparedRun> runs;    // in the order of the seeds

  // The run of the median time (the lower of two), and the shortest and the longest.
  const ComparedRun& median() const { return by_time_[(by_time_.size() - 1) / 2]; }
  const ComparedRun& shortest() const { return by_time_.front(); }
  const ComparedRun& longest() const { return by_time_.back(); }
  // The first that did not end with status 0; null if all did.
  const ComparedRun* failed() const;
  // "ok", "exit 1", "deadlock", "limit".
  std::string result() const;

  // To be called once all runs are there.
  void sort_runs();

 private:
  std::vector<ComparedRun> by_time_;
};

struct Comparison {
  std::string program;
  std::string fixed;  // what is the same in all rows, as a person reads it
  std::uint64_t first_seed = 0;
  std::uint64_t seeds = 1;
  std::vector<Axis> axes;
  std::vector<ComparedRow> rows;  // the last axis changes fastest

  bool all_succeeded() const;
};

// "2 cores": a value as it reads without its column's heading.
std::string shown_value(const Axis& axis, const std::string& value);

struct ComparisonRequest {
  const Program& program;
  const std::vector<std::string>& arguments;
  const RunSettings& settings;  // what the axes leave open
  std::vector<Axis> axes;
  std::uint64_t seeds = 1;
  unsigned jobs = 0;  // host threads; 0: as many as the host has cores
};

// Nothing: `error` says which setting cannot be used. After `interrupt` the rows are incomplete.
std::optional<Comparison> compare_runs(const ComparisonRequest& request,
                                       const std::atomic<bool>& interrupt, std::string* error);

// For a terminal, at most 100 columns wide.
std::string comparison_table(const Comparison& comparison);
std::string comparison_csv(const Comparison& comparison);
std::string comparison_json(const Comparison& comparison);
// A chart to project: a bar for each row, divided by what its moments were good for.
std::string comparison_svg(const Comparison& comparison);

}  // namespace gilsim::scenarios
