// SPDX-License-Identifier: MIT
//
// The report for people: what ran, how long, why the GIL changed hands, and a table of the threads'
// time in one unit, in which each row sums exactly.
#include "runtime/analysis/analysis_text.h"
#include "runtime/gil/gil_policy.h"
#include "runtime/quantity.h"
#include "runtime/report.h"
#include "runtime/text_table.h"
#include "runtime/thread_table.h"

#include <fmt/core.h>

#include <span>
#include <vector>

namespace gilsim::runtime {
namespace {

std::string sentence_of_reasons(const SimulationReport& report, const RunAnalysis& analysis) {
  std::vector<std::string> reasons;
  std::int64_t unnamed = report.gil_stats.handoffs;
  const auto add = [&](std::int64_t count, std::string text) {
    if (count > 0) reasons.push_back(grouped(count) + " " + std::move(text));
    unnamed -= count;
  };
  const std::string interval = short_time_text(report.switch_interval.time_ps);
  add(analysis.handoffs_after(Cause::drop_request),
      "on request (a waiter's " + interval + " ran out and it asked)");
  add(analysis.handoffs_after(Cause::switch_interval),
      "because the holder's " + counted(report.switch_interval.ticks, "tick") + " were used up");
  add(analysis.handoffs_after(Cause::lock), "because the holder waited for a lock");
  add(analysis.handoffs_after(Cause::join), "because the holder waited in join()");
  add(analysis.handoffs_after(Cause::sleep), "because the holder slept");
  add(analysis.handoffs_after(Cause::blocking_io), "because the holder waited for I/O");
  add(analysis.handoffs_after(Cause::native), "because the holder did native work");
  add(analysis.handoffs_after(Cause::thread_end), "because the holder ended");
  add(unnamed, "for another reason");
  std::string text;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    text += (i == 0 ? ": " : i + 1 == reasons.size() ? " and " : ", ") + reasons[i];
  }
  return text;
}

std::string gil_sentences(const SimulationReport& report, const RunAnalysis* analysis) {
  const GilStats& gil = report.gil_stats;
  const auto threads = static_cast<std::int64_t>(report.threads.size());
  if (gil.acquisitions == 0) return "No GIL was used.";
  std::string text;
  if (gil.handoffs == 0) {
    text = "The GIL was taken " + counted(gil.acquisitions, "time") +
           " and never went from one thread to another.";
  } else {
    text = counted(threads, "thread") + " handed the GIL over " + counted(gil.handoffs, "time");
    if (analysis != nullptr) text += sentence_of_reasons(report, *analysis);
    text += ".";
  }
  if (gil.missed_wakeups > 0) {
    text += " " + counted(gil.missed_wakeups, "time") +
            " a thread was woken for the GIL and found it taken again.";
  }
  return text;
}

void append_wrapped(std::string& out, std::string_view text) {
  out += wrapped("  ", text, 2, kReportWidth);
}

std::string table_of_states(const SimulationReport& report) {
  ThreadTable table;
  for (int state = 0; state < kThreadStateCount; ++state) {
    table.parts.push_back(name_of(static_cast<ThreadState>(state)));
  }
  table.parts_of = [](const ThreadReport& thread) {
    return std::span<const std::int64_t>(thread.state_ps);
  };
  table.has_ticks = true;
  return thread_table(report, table);
}

}  // namespace

std::string report_text(const SimulationReport& report, std::string_view program,
                        const RunAnalysis* analysis) {
  const SwitchInterval& interval = report.switch_interval;
  const std::string rules =
      report.live ? fmt::format("{}, live, policy {}, {}, seed {}", program, report.gil,
                                counted(report.cores, "core"), report.seed)
                  : fmt::format("{}, policy {}, profile {}, {}, seed {}", program, report.gil,
                                report.profile, counted(report.cores, "core"), report.seed);
  std::string out = wrapped("gilsim: ", rules, 2, kReportWidth);
  append_wrapped(out, report.live
                          ? fmt::format("{} by the clock of this machine, {}.",
                                        time_text(report.elapsed_ps), counted(report.ticks, "tick"))
                          : fmt::format("{} of virtual time, {}, in {:.2f} s on this machine.",
                                        time_text(report.elapsed_ps), counted(report.ticks, "tick"),
                                        report.host_seconds));
  append_wrapped(out,
                 fmt::format("Switch interval: {}.",
                             switch_interval_text(report.gil, interval.ticks, interval.time_ps)));
  append_wrapped(out, gil_sentences(report, analysis));
  if (analysis != nullptr) {
    for (const std::string& text : analysis_sentences(report, *analysis)) append_wrapped(out, text);
  }
  out += "\n" + table_of_states(report);
  for (const std::string& note : report.notes) append_wrapped(out, note);
  if (!report.message.empty()) {
    out += "\n" + report.message;
    if (!report.message.ends_with('\n')) out += "\n";
  }
  return out;
}

}  // namespace gilsim::runtime
