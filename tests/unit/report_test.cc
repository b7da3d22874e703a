// SPDX-License-Identifier: MIT
//
// The report's numbers sum, its keys are the ones that are promised, and its words fit a projector.
#include "runtime/report.h"

#include "runtime/analysis/run_analysis.h"
#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "runtime/thread_table.h"

#include <gtest/gtest.h>

#include <numeric>
#include <sstream>

namespace gilsim::runtime {
namespace {

SimulationReport example() {
  SimulationReport report;
  report.gil = "cpython-3.11";
  report.profile = "documents";
  report.cores = 2;
  report.switch_interval = {760919, 5 * kPicosecondsPerMillisecond, false};
  report.elapsed_ps = 4'612'345'678'901;
  report.ticks = 700'000'123;
  report.host_seconds = 0.25;
  report.gil_stats = {914, 928, 900, 899, 0, 4'600'000'000'999};
  ThreadReport thread;
  thread.process = 1000;
  thread.id = 1;
  thread.name = "Thread-1 \"\xED\x95\x9C\"";
  thread.ticks = 700'000'123;
  thread.state_ps = {1'999, 2'999, 3'999, 4'999, 5'999, 6'999, 7'999, 8'999};
  thread.lifetime_ps = std::accumulate(thread.state_ps.begin(), thread.state_ps.end(), 0LL);
  report.threads.push_back(thread);
  report.processes.push_back({1000, "MainProcess", "main", std::nullopt, 4096});
  return report;
}

TEST(Report, StatesSumInEveryUnit) {
  const ThreadReport thread = example().threads[0];
  for (const std::int64_t unit : {1, 7, 10, 1000, 44'000, 1'000'000}) {
    const auto units = parts_in_units(thread.state_ps, unit);
    EXPECT_EQ(std::accumulate(units.begin(), units.end(), 0LL), thread.lifetime_ps / unit) << unit;
  }
}

TEST(Report, JsonHasItsKeysInOrder) {
  const std::string json = report_json(example(), "two_threads.py");
  std::size_t at = 0;
  for (const std::string key : {"format",
                                "version",
                                "program",
                                "gil",
                                "profile",
                                "cores",
                                "switch_interval_ticks",
                                "switch_interval_ns",
                                "seed",
                                "exit_status",
                                "elapsed_ns",
                                "ticks",
                                "host_seconds",
                                "gil_stats",
                                "acquisitions",
                                "handoffs",
                                "drop_requests",
                                "forced_switches",
                                "missed_wakeups",
                                "held_ns",
                                "threads",
                                "process",
                                "id",
                                "name",
                                "ticks",
                                "lifetime_ns",
                                "ns",
                                "running",
                                "wants_gil",
                                "ready",
                                "blocked_lock",
                                "blocked_io",
                                "sleeping",
                                "native",
                                "overhead",
                                "processes",
                                "id",
                                "name",
                                "start_method",
                                "exit_code",
                                "peak_heap_bytes"}) {
    const std::size_t found = json.find("\"" + key + "\":", at);
    ASSERT_NE(found, std::string::npos) << key << " is not after " << json.substr(at, 40);
    at = found + 1;
  }
  EXPECT_NE(json.find("\"elapsed_ns\": 4612345678"), std::string::npos) << json;
  EXPECT_NE(json.find("\"exit_code\": null"), std::string::npos) << json;
  EXPECT_NE(json.find("Thread-1 \\\"\xED\x95\x9C\\\""), std::string::npos) << json;
}

TEST(Report, JsonTakesBytesThatAreNoUtf8) {
  SimulationReport report = example();
  report.threads[0].name = "\xFF";
  EXPECT_NE(report_json(report, "\xC3").find("\xEF\xBF\xBD"), std::string::npos);
}

TEST(Report, TextFitsAHundredColumns) {
  SimulationReport report = example();
  for (int i = 0; i < 100; ++i) {
    report.threads.push_back(report.threads[0]);
    report.threads.back().id = static_cast<std::uint32_t>(i + 2);
    report.threads.back().name = "a thread with a name that is far too long for any table";
  }
  const std::string text = report_text(report, std::string(60, 'p') + ".py", nullptr);
  std::istringstream stream(text);
  int rows = 0;
  for (std::string line; std::getline(stream, line); ++rows) {
    EXPECT_LE(display_width(line), 100U) << line;
  }
  EXPECT_LT(rows, 60);
  EXPECT_NE(text.find("101 threads handed the GIL over 928 times"), std::string::npos) << text;
  EXPECT_NE(text.find("4.612 s of virtual time, 700,000,123 ticks"), std::string::npos) << text;
}

TEST(Report, MessageOfTheRunComesLast) {
  SimulationReport report = example();
  report.message = "deadlock: all wait";
  EXPECT_TRUE(report_text(report, "p.py", nullptr).ends_with("\ndeadlock: all wait\n"));
}

class Feed {
 public:
  Feed(RunTally& tally, RunAnalysis& analysis) : tally_(tally), analysis_(analysis) {}
  void operator()(EventKind kind, Cause cause, std::uint32_t other, std::int64_t duration_ps) {
    Event event;
    event.kind = kind;
    event.cause = cause;
    event.thread = 1;
    event.other_thread = other;
    event.process = 1000;
    event.duration_ps = duration_ps;
    tally_.event(event, &thread_, {});
    analysis_.event(event, &thread_, {});
  }

 private:
  RunTally& tally_;
  RunAnalysis& analysis_;
  Thread thread_;
};

TEST(RunTallyTest, CountsWhoHeldTheGilAndWhyItWasDropped) {
  RunTally tally;
  RunAnalysis analysis;
  Feed feed(tally, analysis);
  feed(EventKind::take_gil, Cause::thread_start, 0, 0);
  feed(EventKind::drop_gil, Cause::sleep, 0, 500);
  feed(EventKind::take_gil, Cause::sleep, 1, 0);  // the same thread again: no handoff
  feed(EventKind::drop_gil, Cause::drop_request, 2, 700);
  feed(EventKind::take_gil, Cause::check_point, 2, 5 * kPicosecondsPerMillisecond);
  EXPECT_EQ(tally.threads().at(1).held_ps, 1200);
  EXPECT_EQ(analysis.handoffs_after(Cause::sleep), 0);
  EXPECT_EQ(analysis.handoffs_after(Cause::drop_request), 1);
}

}  // namespace
}  // namespace gilsim::runtime
