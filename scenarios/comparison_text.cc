// SPDX-License-Identifier: MIT
//
// A comparison as a table and as CSV. Both round integers, so that they are the same everywhere.
#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "runtime/text_table.h"
#include "scenarios/comparison.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace gilsim::scenarios {
namespace {

using runtime::UseOfTime;

// In columns. Shorter bars than the shortest say nothing.
constexpr std::size_t kLongestBar = 24;
constexpr std::size_t kShortestBar = 6;
constexpr std::size_t kHeadingRows = 2;

std::int64_t moments_ps(const ComparedRun& run) {
  std::int64_t sum_ps = 0;
  for (const std::int64_t part_ps : run.moments) sum_ps += part_ps;
  return sum_ps;
}

std::int64_t moments_of(const ComparedRun& run, UseOfTime use) {
  return runtime::time_in(run.moments, use);
}

std::int64_t longest_ps(const Comparison& comparison) {
  std::int64_t longest = 1;
  for (const ComparedRow& row : comparison.rows) {
    longest = std::max(longest, row.longest().elapsed_ps);
  }
  return longest;
}

// So many a second, as a whole number.
std::string rate_text(std::int64_t count, std::int64_t time_ps) {
  const std::int64_t time_us = time_ps / runtime::kPicosecondsPerMicrosecond;
  if (time_us == 0) return "-";
  return runtime::grouped(static_cast<std::int64_t>(
      (static_cast<__int128_t>(count) * 1'000'000 + time_us / 2) / time_us));
}

// Columns that say nothing in any row are left out, and those that give way if the table is too
// wide: the first to do so has the smallest number, those with 0 never do.
struct Column {
  std::string heading;
  std::vector<std::string> cells;
  bool is_needed = true;
  int gives_way = 0;
};
constexpr int kGiveWay = 5;

std::vector<Column> figures_of(const Comparison& comparison, const runtime::TimeUnit& unit) {
  const auto steps = [&](std::int64_t time_ps) {
    return runtime::steps_text((time_ps + unit.step_ps / 2) / unit.step_ps, unit);
  };
  Column time{fmt::format("time,_{}", unit.name), {}};
  Column range{"range_of seeds", {}, comparison.seeds > 1};
  Column ratio{"x the_first", {}};
  Column at_once{"threads_at work", {}, true, 4};
  Column useful{"useful", {}, true, 5};
  Column handing{"handing_over", {}, false};
  Column waiting{"nobody_works", {}, false, 1};
  Column handoffs{"handoffs_a second", {}, false, 3};
  Column missed{"missed_wake-ups", {}, false, 2};
  Column result{"result", {}, !comparison.all_succeeded()};
  const std::int64_t first_ps = comparison.rows.front().median().elapsed_ps;
  for (const ComparedRow& row : comparison.rows) {
    const ComparedRun& run = row.median();
    const std::int64_t all_ps = moments_ps(run);
    const std::int64_t handing_ps = moments_of(run, UseOfTime::handing_over);
    const std::int64_t rest_ps = all_ps - handing_ps - moments_of(run, UseOfTime::useful);
    time.cells.push_back(steps(run.elapsed_ps));
    range.cells.push_back(steps(row.shortest().elapsed_ps) + ".." +
                          steps(row.longest().elapsed_ps));
    ratio.cells.push_back(runtime::ratio_text(run.elapsed_ps, first_ps, 2));
    at_once.cells.push_back(runtime::ratio_text(run.useful_ps, run.elapsed_ps, 2));
    useful.cells.push_back(runtime::percent_text(moments_of(run, UseOfTime::useful), all_ps));
    handing.cells.push_back(runtime::percent_text(handing_ps, all_ps));
    waiting.cells.push_back(runtime::percent_text(rest_ps, all_ps));
    handoffs.cells.push_back(rate_text(run.gil_stats.handoffs, run.elapsed_ps));
    missed.cells.push_back(runtime::grouped(run.gil_stats.missed_wakeups));
    result.cells.push_back(row.result());
    handing.is_needed = handing.is_needed || handing_ps > 0;
    waiting.is_needed = waiting.is_needed || rest_ps > 0;
    handoffs.is_needed = handoffs.is_needed || run.gil_stats.handoffs > 0;
    missed.is_needed = missed.is_needed || run.gil_stats.missed_wakeups > 0;
  }
  return {time, range, ratio, at_once, useful, handing, waiting, handoffs, missed, result};
}

std::vector<runtime::TableRow> rows_of(const Comparison& comparison,
                                       const std::vector<Column>& columns) {
  std::vector<runtime::TableRow> rows(comparison.rows.size() + 1);
  for (std::size_t i = 0; i < comparison.axes.size(); ++i) {
    rows[0].push_back(comparison.axes[i].name);
    for (std::size_t row = 0; row < comparison.rows.size(); ++row) {
      rows[row + 1].push_back(comparison.rows[row].values[i]);
    }
  }
  if (comparison.axes.empty()) {
    rows[0].emplace_back("program");
    rows[1].push_back(comparison.program);
  }
  for (const Column& column : columns) {
    if (!column.is_needed) continue;
    rows[0].push_back(column.heading);
    for (std::size_t row = 0; row < column.cells.size(); ++row) {
      rows[row + 1].push_back(column.cells[row]);
    }
  }
  return rows;
}

std::size_t width_of(std::string_view table) {
  std::size_t widest = 0;
  while (!table.empty()) {
    const std::string_view line = table.substr(0, table.find('\n'));
    widest = std::max(widest, runtime::display_width(line));
    table.remove_prefix(line.size() + 1);
  }
  return widest;
}

std::string figures_table(const Comparison& comparison, const runtime::TimeUnit& unit) {
  std::vector<Column> columns = figures_of(comparison, unit);
  std::string table;
  for (int next = 1; next <= kGiveWay + 1; ++next) {
    table = runtime::table_text(rows_of(comparison, columns), {.heading_in_two_rows = true});
    if (width_of(table) <= runtime::kReportWidth) break;
    for (Column& column : columns) column.is_needed = column.is_needed && column.gives_way != next;
  }
  return table;
}

// The table with a bar behind each row, where there is room: its length is the time.
std::string with_bars(const std::string& table, const Comparison& comparison,
                      std::int64_t longest) {
  const std::size_t widest = width_of(table);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < table.size();) {
    const std::size_t end = table.find('\n', at);
    lines.push_back(table.substr(at, end - at));
    at = end + 1;
  }
  constexpr std::size_t kGap = 2;
  if (widest + kGap + kShortestBar > runtime::kReportWidth) return table;
  const std::size_t bar = std::min(kLongestBar, runtime::kReportWidth - kGap - widest);
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i >= kHeadingRows) {
      const std::int64_t time_ps = comparison.rows[i - kHeadingRows].median().elapsed_ps;
      const auto length = static_cast<__int128_t>(time_ps) * static_cast<std::int64_t>(bar);
      lines[i] += std::string(widest + kGap - runtime::display_width(lines[i]), ' ');
      lines[i] += std::string(static_cast<std::size_t>(length / longest), '#');
    }
    out += lines[i].substr(0, lines[i].find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

// "cpython-3.11, 2 cores": which row a note is about.
std::string name_of(const Comparison& comparison, const ComparedRow& row) {
  std::string name;
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    name += (i == 0 ? "" : ", ") + shown_value(comparison.axes[i], row.values[i]);
  }
  return name.empty() ? comparison.program : name;
}

// "exit status 100: deadlock: every thread waits ...", and of how many seeds if not of all.
std::string failure_of(const Comparison& comparison, const ComparedRow& row) {
  const ComparedRun& run = *row.failed();
  const auto failures = static_cast<std::uint64_t>(
      std::count_if(row.runs.begin(), row.runs.end(),
                    [](const ComparedRun& one) { return one.exit_status != 0; }));
  std::string text = "exit status " + std::to_string(run.exit_status);
  if (failures < comparison.seeds) {
    text += fmt::format(" with {} of {} seeds", failures, comparison.seeds);
  }
  return run.complaint.empty() ? text : text + ": " + run.complaint;
}

// What failed, and how; rows that failed alike share a note.
std::string notes_of(const Comparison& comparison) {
  std::vector<std::pair<std::string, std::string>> notes;  // the failure, and whose
  for (const ComparedRow& row : comparison.rows) {
    if (row.failed() == nullptr) continue;
    const std::string failure = failure_of(comparison, row);
    const auto known = std::find_if(notes.begin(), notes.end(),
                                    [&](const auto& note) { return note.first == failure; });
    if (known == notes.end()) {
      notes.emplace_back(failure, name_of(comparison, row));
    } else {
      known->second += "; " + name_of(comparison, row);
    }
  }
  std::string text;
  for (const auto& [failure, names] : notes) {
    text += runtime::wrapped("  ", names + ": " + failure, 4, runtime::kReportWidth);
  }
  return text.empty() ? text : "\n" + text;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::string comparison_table(const Comparison& comparison) {
  const std::int64_t longest = longest_ps(comparison);
  std::string out = comparison.program + ": " + comparison.fixed;
  out += comparison.seeds == 1 ? fmt::format(", seed {}", comparison.first_seed)
                               : fmt::format(", median of seeds {} to {}", comparison.first_seed,
                                             comparison.first_seed + comparison.seeds - 1);
  out = runtime::wrapped("", out, 2, runtime::kReportWidth) + "\n";
  const std::string table = figures_table(comparison, runtime::unit_for(longest));
  return out + with_bars(table, comparison, longest) + notes_of(comparison);
}

std::string comparison_csv(const Comparison& comparison) {
  std::string out;
  for (const Axis& axis : comparison.axes) out += axis.name + ",";
  out +=
      "elapsed_ns,least_elapsed_ns,most_elapsed_ns,useful_ns,useful_moments_ns,"
      "handing_over_moments_ns,other_moments_ns,handoffs,missed_wakeups,exit_status,complaint\n";
  const auto ns = [](std::int64_t time_ps) { return time_ps / runtime::kPicosecondsPerNanosecond; };
  for (const ComparedRow& row : comparison.rows) {
    for (const std::string& value : row.values) out += value + ",";
    const ComparedRun& run = row.median();
    const ComparedRun* const failed = row.failed();
    const std::int64_t useful_ps = moments_of(run, UseOfTime::useful);
    const std::int64_t handing_ps = moments_of(run, UseOfTime::handing_over);
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", ns(run.elapsed_ps),
                       ns(row.shortest().elapsed_ps), ns(row.longest().elapsed_ps),
                       ns(run.useful_ps), ns(useful_ps), ns(handing_ps),
                       ns(moments_ps(run) - useful_ps - handing_ps), run.gil_stats.handoffs,
                       run.gil_stats.missed_wakeups, failed == nullptr ? 0 : failed->exit_status,
                       quoted(failed == nullptr ? "" : failed->complaint));
  }
  return out;
}

}  // namespace gilsim::scenarios
