// SPDX-License-Identifier: MIT
//
// The report for people: what ran, how long, why the GIL changed hands, and a table of the threads'
// time in one unit, in which each row sums exactly.
#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "runtime/report.h"

#include <fmt/core.h>

#include <algorithm>

namespace gilsim::runtime {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kMostThreads = 40;

// A unit and the number of decimals: `unit_ps` is the smallest step shown.
struct Unit {
  const char* name;
  std::int64_t unit_ps;
  int decimals;
};

Unit unit_for(std::int64_t longest_ps) {
  if (longest_ps < 10 * kPicosecondsPerMillisecond) {
    return {"us", kPicosecondsPerMicrosecond / 10, 1};
  }
  if (longest_ps < 10 * kPicosecondsPerSecond) return {"ms", kPicosecondsPerMillisecond / 10, 1};
  return {"s", kPicosecondsPerSecond / 1000, 3};
}

std::string number_text(std::int64_t steps, int decimals) {
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  return fmt::format("{}.{:0{}}", grouped(steps / scale), steps % scale, decimals);
}

std::string sentence_of_reasons(const SimulationReport& report, const RunTally& tally) {
  std::vector<std::string> reasons;
  const auto add = [&](std::int64_t count, std::string text) {
    if (count > 0) reasons.push_back(grouped(count) + " " + std::move(text));
  };
  const std::string interval = short_time_text(report.switch_interval.time_ps);
  add(tally.handoffs_after(Cause::drop_request),
      "on request (a waiter's " + interval + " ran out and it asked)");
  add(tally.handoffs_after(Cause::switch_interval),
      "because the holder's " + counted(report.switch_interval.ticks, "tick") + " were used up");
  add(tally.handoffs_after(Cause::lock), "because the holder waited for a lock");
  add(tally.handoffs_after(Cause::join), "because the holder waited in join()");
  add(tally.handoffs_after(Cause::sleep), "because the holder slept");
  add(tally.handoffs_after(Cause::blocking_io), "because the holder waited for I/O");
  add(tally.handoffs_after(Cause::native), "because the holder did native work");
  add(tally.handoffs_after(Cause::thread_end), "because the holder ended");
  std::string text;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    text += (i == 0 ? ": " : i + 1 == reasons.size() ? " and " : ", ") + reasons[i];
  }
  return text;
}

std::string gil_sentences(const SimulationReport& report, const RunTally* tally) {
  const GilStats& gil = report.gil_stats;
  const auto threads = static_cast<std::int64_t>(report.threads.size());
  if (gil.acquisitions == 0) return "No GIL was used.";
  std::string text;
  if (gil.handoffs == 0) {
    text = "The GIL was taken " + counted(gil.acquisitions, "time") +
           " and never went from one thread to another.";
  } else {
    text = counted(threads, "thread") + " handed the GIL over " + counted(gil.handoffs, "time");
    if (tally != nullptr) text += sentence_of_reasons(report, *tally);
    text += ".";
  }
  if (gil.missed_wakeups > 0) {
    text += " " + counted(gil.missed_wakeups, "time") +
            " a thread was woken for the GIL and found it taken again.";
  }
  return text;
}

void append_wrapped(std::string& out, std::string_view text) {
  out += wrapped("  ", text, 2, kWidth);
}

// The longest lifetimes first if there are too many to show, then in their own order again.
std::vector<const ThreadReport*> shown_threads(const SimulationReport& report) {
  std::vector<const ThreadReport*> shown;
  for (const ThreadReport& thread : report.threads) shown.push_back(&thread);
  if (shown.size() <= kMostThreads) return shown;
  std::stable_sort(shown.begin(), shown.end(),
                   [](const auto* a, const auto* b) { return a->lifetime_ps > b->lifetime_ps; });
  shown.resize(kMostThreads);
  std::stable_sort(shown.begin(), shown.end(),
                   [](const auto* a, const auto* b) { return a->id < b->id; });
  return shown;
}

// How a table makes itself narrow, step by step.
struct Shape {
  bool heading_in_two_rows;
  std::size_t gap;
  std::size_t widest_name;
  bool has_ticks;
};
constexpr Shape kShapes[] = {
    {false, 2, 24, true}, {true, 2, 24, true},  {true, 2, 16, true},
    {true, 1, 16, true},  {true, 1, 16, false},
};

using Row = std::vector<std::string>;

// "blocked_lock" becomes "blocked" above "lock".
std::vector<Row> shaped(const std::vector<Row>& rows, const Shape& shape) {
  std::vector<Row> table;
  if (shape.heading_in_two_rows) {
    Row& above = table.emplace_back();
    Row below;
    for (const std::string& cell : rows.front()) {
      const std::size_t split = cell.find('_');
      above.push_back(split == cell.npos ? "" : cell.substr(0, split));
      below.push_back(split == cell.npos ? cell : cell.substr(split + 1));
    }
    table.push_back(std::move(below));
  }
  table.insert(table.end(), rows.begin() + (shape.heading_in_two_rows ? 1 : 0), rows.end());
  if (!shape.has_ticks) {
    for (Row& row : table) row.erase(row.begin() + 1);
  }
  return table;
}

// Numbers stand to the right, the first column to the left. The width of the widest row.
std::size_t format_table(const std::vector<Row>& rows, const Shape& shape, std::string& out) {
  const std::vector<Row> table = shaped(rows, shape);
  std::vector<std::size_t> widths(table.front().size(), 0);
  for (const Row& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  }
  widths[0] = std::min(widths[0], shape.widest_name);
  std::size_t widest = 0;
  out.clear();
  for (const Row& row : table) {
    std::string line = "  " + fitted(row[0], widths[0]);
    for (std::size_t i = 1; i < row.size(); ++i) {
      line += std::string(shape.gap + widths[i] - display_width(row[i]), ' ') + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    widest = std::max(widest, display_width(line));
    out += line + "\n";
  }
  return widest;
}

void append_table(std::string& out, const std::vector<Row>& rows) {
  std::string table;
  for (const Shape& shape : kShapes) {
    if (format_table(rows, shape, table) <= kWidth) break;
  }
  out += table;
}

std::string name_in_table(const SimulationReport& report, const ThreadReport& thread) {
  if (report.processes.size() < 2) return thread.name;
  for (const ProcessReport& process : report.processes) {
    if (process.id != thread.process) continue;
    return thread.name == "MainThread" ? process.name : process.name + "/" + thread.name;
  }
  return thread.name;
}

void append_thread_table(std::string& out, const SimulationReport& report) {
  const std::vector<const ThreadReport*> threads = shown_threads(report);
  std::int64_t longest_ps = 0;
  std::array<std::int64_t, kThreadStateCount> totals{};
  for (const ThreadReport* thread : threads) {
    longest_ps = std::max(longest_ps, thread->lifetime_ps);
    for (std::size_t i = 0; i < totals.size(); ++i) totals[i] += thread->state_ps[i];
  }
  const Unit unit = unit_for(longest_ps);
  std::vector<Row> rows(1);
  rows[0] = {fmt::format("thread, {}", unit.name), "ticks", "lifetime ="};
  for (std::size_t i = 0; i < totals.size(); ++i) {
    if (totals[i] > 0) rows[0].emplace_back(name_of(static_cast<ThreadState>(i)));
  }
  for (const ThreadReport* thread : threads) {
    Row& row = rows.emplace_back();
    row = {name_in_table(report, *thread), grouped(thread->ticks),
           number_text(thread->lifetime_ps / unit.unit_ps, unit.decimals)};
    const auto parts = states_in_units(thread->state_ps, unit.unit_ps);
    for (std::size_t i = 0; i < totals.size(); ++i) {
      if (totals[i] > 0) row.push_back(number_text(parts[i], unit.decimals));
    }
  }
  append_table(out, rows);
  if (threads.size() < report.threads.size()) {
    append_wrapped(
        out, fmt::format("The {} of {} threads that lived longest; --json has all.", threads.size(),
                         grouped(static_cast<std::int64_t>(report.threads.size()))));
  }
}

}  // namespace

std::string report_text(const SimulationReport& report, std::string_view program,
                        const RunTally* tally) {
  const SwitchInterval& interval = report.switch_interval;
  std::string out =
      fmt::format("gilsim: {}, policy {}, profile {}, {}, seed {}\n", program, report.gil,
                  report.profile, counted(report.cores, "core"), report.seed);
  append_wrapped(out, fmt::format("{} of virtual time, {}, in {:.2f} s on this machine.",
                                  time_text(report.elapsed_ps), counted(report.ticks, "tick"),
                                  report.host_seconds));
  append_wrapped(out,
                 fmt::format("Switch interval: {} (about {}).", short_time_text(interval.time_ps),
                             counted(interval.ticks, "tick")));
  append_wrapped(out, gil_sentences(report, tally));
  out += "\n";
  append_thread_table(out, report);
  if (!report.message.empty()) {
    out += "\n" + report.message;
    if (!report.message.ends_with('\n')) out += "\n";
  }
  return out;
}

}  // namespace gilsim::runtime
