// SPDX-License-Identifier: MIT
#include "runtime/thread_table.h"

#include "runtime/quantity.h"
#include "runtime/text_table.h"

#include <fmt/core.h>

#include <algorithm>

namespace gilsim::runtime {
namespace {

constexpr std::size_t kMostThreads = 40;
constexpr std::size_t kTicksColumn = 1;

// The longest lifetimes if there are too many to show, in their own order.
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

// The numbers of the table, in steps of its unit: the lifetime, then the parts.
using Steps = std::vector<std::int64_t>;

Steps steps_of(const ThreadReport& thread, const ThreadTable& table, const TimeUnit& unit) {
  Steps steps = parts_in_units(table.parts_of(thread), unit.step_ps);
  steps.insert(steps.begin(), thread.lifetime_ps / unit.step_ps);
  return steps;
}

TableRow row_of(std::string name, std::int64_t ticks, const Steps& steps,
                const std::vector<bool>& is_shown, const ThreadTable& table, const TimeUnit& unit) {
  TableRow row = {std::move(name)};
  if (table.has_ticks) row.push_back(grouped(ticks));
  row.push_back(steps_text(steps[0], unit));
  for (std::size_t i = 0; i < is_shown.size(); ++i) {
    if (is_shown[i]) row.push_back(steps_text(steps[i + 1], unit));
  }
  return row;
}

}  // namespace

std::vector<std::int64_t> parts_in_units(std::span<const std::int64_t> parts_ps,
                                         std::int64_t unit_ps) {
  std::vector<std::int64_t> units;
  std::int64_t so_far_ps = 0;
  for (const std::int64_t part_ps : parts_ps) {
    const std::int64_t before = so_far_ps / unit_ps;
    so_far_ps += part_ps;
    units.push_back(so_far_ps / unit_ps - before);
  }
  return units;
}

std::string shown_name(const SimulationReport& report, const ThreadReport& thread) {
  if (report.processes.size() < 2) return thread.name;
  for (const ProcessReport& process : report.processes) {
    if (process.id != thread.process) continue;
    return thread.name == "MainThread" ? process.name : process.name + "/" + thread.name;
  }
  return thread.name;
}

std::string thread_table(const SimulationReport& report, const ThreadTable& table) {
  const std::vector<const ThreadReport*> threads = shown_threads(report);
  std::int64_t longest_ps = 0;
  std::vector<bool> is_shown(table.parts.size());
  for (const ThreadReport* thread : threads) {
    longest_ps = std::max(longest_ps, thread->lifetime_ps);
    const std::span<const std::int64_t> parts = table.parts_of(*thread);
    for (std::size_t i = 0; i < parts.size(); ++i) is_shown[i] = is_shown[i] || parts[i] > 0;
  }
  const TimeUnit unit = unit_for(longest_ps);
  std::vector<TableRow> rows(1);
  rows[0].push_back(fmt::format("thread, {}", unit.name));
  if (table.has_ticks) rows[0].emplace_back("ticks");
  rows[0].emplace_back("lifetime =");
  for (std::size_t i = 0; i < is_shown.size(); ++i) {
    if (is_shown[i]) rows[0].emplace_back(table.parts[i]);
  }
  Steps total(table.parts.size() + 1);
  std::int64_t ticks = 0;
  for (const ThreadReport* thread : threads) {
    const Steps steps = steps_of(*thread, table, unit);
    for (std::size_t i = 0; i < total.size(); ++i) total[i] += steps[i];
    ticks += thread->ticks;
    rows.push_back(
        row_of(shown_name(report, *thread), thread->ticks, steps, is_shown, table, unit));
  }
  if (table.has_total && threads.size() > 1) {
    rows.push_back(row_of("together", ticks, total, is_shown, table, unit));
  }
  std::string out = table_text(rows, {table.has_ticks ? kTicksColumn : 0, false});
  if (threads.size() < report.threads.size()) {
    out += wrapped(
        "  ",
        fmt::format("The {} of {} threads that lived longest; --json has all.", threads.size(),
                    grouped(static_cast<std::int64_t>(report.threads.size()))),
        2, kReportWidth);
  }
  return out;
}

}  // namespace gilsim::runtime
