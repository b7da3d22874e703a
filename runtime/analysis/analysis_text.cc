// SPDX-License-Identifier: MIT
//
// A sentence states what was observed and gives the place; nothing here judges what is good.
#include "runtime/analysis/analysis_text.h"

#include "runtime/quantity.h"
#include "runtime/text_table.h"
#include "runtime/thread_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <utility>

namespace gilsim::runtime {
namespace {

// Who does less than a tenth of the useful work is none of the workers.
constexpr std::int64_t kSmallestWorker = 10;
// What rounds to 0.0 % is not named.
constexpr std::int64_t kSmallestNamed = 2000;

const ThreadReport& report_of(const SimulationReport& report, std::uint32_t id) {
  return report.threads[id - 1];
}

std::string name_of_thread(const SimulationReport& report, std::uint32_t id) {
  return shown_name(report, report_of(report, id));
}

std::string at_place(const std::string& place) { return place.empty() ? "" : " at " + place; }

// --- against one thread ---

// "2 threads", "2 processes", "4 interpreters": who did the useful work, and how many they are.
std::pair<std::int64_t, std::string> workers_of(const SimulationReport& report,
                                                const RunAnalysis& analysis) {
  const std::int64_t work_ps = time_in(analysis.total(), UseOfTime::useful);
  std::int64_t count = 0;
  std::set<std::uint32_t> processes;
  for (const ThreadReport& thread : report.threads) {
    const std::int64_t own_ps = time_in(analysis.thread(thread.id).times, UseOfTime::useful);
    if (own_ps == 0 || own_ps < work_ps / kSmallestWorker) continue;
    ++count;
    processes.insert(thread.process);
  }
  const bool one_each = count > 1 && static_cast<std::int64_t>(processes.size()) == count;
  bool is_process = false;
  for (const ProcessReport& process : report.processes) {
    const bool works = processes.count(process.id) > 0;
    is_process = is_process ||
                 (works && process.start_method != "interpreter" && process.start_method != "main");
  }
  const char* const noun = !one_each ? "thread" : is_process ? "process" : "interpreter";
  return {count, counted(count, noun)};
}

std::string against_one_thread(const SimulationReport& report, const RunAnalysis& analysis) {
  const TimeByUse& moments = analysis.moments();
  const std::int64_t work_ps = time_in(analysis.total(), UseOfTime::useful);
  const bool mostly_waits = time_in(moments, UseOfTime::useful) * 2 < analysis.moments_ps();
  if (mostly_waits) {
    std::string text =
        "Most of the time no thread did the program's work: " + moments_text(analysis) + ".";
    const TimeByUse total = analysis.total();
    const std::int64_t waits_ps =
        time_in(total, UseOfTime::sleeping) + time_in(total, UseOfTime::waiting_for_io);
    if (waits_ps > report.elapsed_ps) {
      text += fmt::format(" The waits overlap: {} of sleep and I/O in {}.", time_text(waits_ps),
                          time_text(report.elapsed_ps));
    }
    return text;
  }
  const auto [count, workers] = workers_of(report, analysis);
  if (count < 2) return "One thread did the work: " + moments_text(analysis) + ".";
  return fmt::format("{} took {}x the time of one: {}.", workers,
                     ratio_text(report.elapsed_ps, work_ps, 2), moments_text(analysis));
}

// --- findings ---

std::string_view what_it_did(Cause cause) {
  switch (cause) {
    case Cause::sleep:
      return "slept";
    case Cause::blocking_io:
      return "waited for I/O";
    case Cause::join:
      return "waited in join()";
    case Cause::native:
      return "did native work";
    default:
      return "waited for a lock";
  }
}

std::string convoy_text(const SimulationReport& report, const Convoy& convoy) {
  const std::int64_t in_call_ps = convoy.blocked_ps / convoy.rounds;
  return fmt::format(
      "Convoy: {} {} {}{} and each time waited a full switch interval or more for the GIL: {} in "
      "all. A round took {}; behind one thread that computes the closed form is {} in the call + "
      "{} "
      "= {}.",
      name_of_thread(report, convoy.thread), what_it_did(convoy.cause),
      counted(convoy.rounds, "time"), at_place(convoy.place), time_text(convoy.waited_ps),
      time_text((convoy.blocked_ps + convoy.waited_ps) / convoy.rounds), time_text(in_call_ps),
      short_time_text(convoy.interval_ps), time_text(in_call_ps + convoy.interval_ps));
}

std::string starvation_text(const SimulationReport& report, const Starvation& starving) {
  return fmt::format(
      "Starving: {} had the GIL for {} where an equal share would have been {}. It waited {} for "
      "it, up to {} at a time{}.",
      name_of_thread(report, starving.thread), time_text(starving.got_ps),
      time_text(starving.equal_share_ps), time_text(starving.waited_ps),
      time_text(starving.longest_wait_ps), at_place(starving.place));
}

std::string missed_text(const SimulationReport& report, const MissedWakeups& missed) {
  return fmt::format(
      "Missed wake-ups: {} was woken for the GIL and found it taken again {}{}{}; on the way there "
      "it lost {}.",
      name_of_thread(report, missed.thread), counted(missed.count, "time"),
      missed.count > 1 ? ", most often" : "", at_place(missed.place), time_text(missed.lost_ps));
}

std::string lost_text(const SimulationReport& report, const LostWakeup& lost) {
  return fmt::format(
      "Lost wake-up: {} notified a condition{} when nobody waited for it yet, after {}. {} has "
      "waited for it since{}, and nobody notified again. Whoever waits should first look, with the "
      "lock held, whether what it waits for has happened.",
      name_of_thread(report, lost.notifier), at_place(lost.notified_at),
      time_text(lost.notified_ps), name_of_thread(report, lost.waiter), at_place(lost.waits_at));
}

// At most so many of each kind.
std::vector<std::string> findings_of(const SimulationReport& report, const RunAnalysis& analysis,
                                     std::size_t most) {
  std::vector<std::string> texts;
  const auto describe = [&](const auto& findings, const auto& text_of) {
    for (std::size_t i = 0; i < std::min(most, findings.size()); ++i) {
      texts.push_back(text_of(report, findings[i]));
    }
  };
  describe(analysis.convoys(), convoy_text);
  describe(analysis.starving(), starvation_text);
  describe(analysis.missed_wakeups(), missed_text);
  if (report.end == RunEnd::deadlock) describe(analysis.lost_wakeups(), lost_text);
  return texts;
}

std::string table_of(const SimulationReport& report, const RunAnalysis& analysis) {
  ThreadTable table;
  table.parts = {
#define USE(name, words, definition) #name,
#include "runtime/analysis/uses_of_time.def"
#undef USE
  };
  table.parts_of = [&analysis](const ThreadReport& thread) {
    return std::span<const std::int64_t>(analysis.thread(thread.id).times);
  };
  table.has_total = true;
  return thread_table(report, table);
}

std::string definitions_of(const RunAnalysis& analysis) {
  const TimeByUse total = analysis.total();
  std::string out;
  for (std::size_t i = 0; i < total.size(); ++i) {
    if (total[i] == 0) continue;
    const auto use = static_cast<UseOfTime>(i);
    out += wrapped("  ", std::string(words_of(use)) + ": " + std::string(definition_of(use)), 4,
                   kReportWidth);
  }
  return out;
}

}  // namespace

std::string moments_text(const RunAnalysis& analysis) {
  const std::int64_t whole_ps = analysis.moments_ps();
  std::vector<std::pair<std::int64_t, UseOfTime>> parts;
  for (std::size_t i = 0; i < kUsesOfTime; ++i) {
    const std::int64_t part_ps = analysis.moments()[i];
    const auto use = static_cast<UseOfTime>(i);
    if (use == UseOfTime::useful || part_ps > whole_ps / kSmallestNamed) {
      parts.emplace_back(part_ps, use);
    }
  }
  std::stable_sort(parts.begin() + 1, parts.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string text;
  for (const auto& [part_ps, use] : parts) {
    text += (text.empty() ? "" : ", ") + percent_text(part_ps, whole_ps) + " " +
            std::string(words_of(use));
  }
  return text;
}

std::vector<std::string> analysis_sentences(const SimulationReport& report,
                                            const RunAnalysis& analysis) {
  std::vector<std::string> texts = findings_of(report, analysis, 1);
  texts.insert(texts.begin(), against_one_thread(report, analysis));
  return texts;
}

std::string analysis_page(const SimulationReport& report, std::string_view program,
                          const RunAnalysis& analysis) {
  std::string out =
      wrapped("Where the time went: ",
              fmt::format("{}, policy {}, profile {}, {}, seed {}", program, report.gil,
                          report.profile, counted(report.cores, "core"), report.seed),
              2, kReportWidth) +
      "\n";
  const auto paragraph = [&out](const std::string& text) {
    out += wrapped("  ", text, 2, kReportWidth);
  };
  paragraph(time_text(report.elapsed_ps) + " of virtual time. " +
            against_one_thread(report, analysis));
  out += "\n" + table_of(report, analysis);
  const std::vector<std::string> findings =
      findings_of(report, analysis, std::max<std::size_t>(report.threads.size(), 1));
  out += "\n";
  for (const std::string& finding : findings) paragraph(finding);
  if (findings.empty()) paragraph("No convoy, no starving thread, no missed or lost wake-up.");
  out += "\nThe words\n" + definitions_of(analysis);
  if (!report.message.empty()) {
    out += "\n" + report.message + (report.message.ends_with('\n') ? "" : "\n");
  }
  return out;
}

}  // namespace gilsim::runtime
