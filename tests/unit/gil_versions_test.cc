// SPDX-License-Identifier: MIT
//
// What tells the policies apart when a program runs under them: where their check points are, what
// sys has, and what two threads make of one counter and of one loop. What real versions do was
// measured on the reference machine (see docs/gil-models.md).
#include "runtime/simulation.h"
#include "scenarios/run_settings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace gilsim::runtime {
namespace {

struct Settings {
  std::string gil;
  std::int64_t cores = 2;
  std::string interval = "";
  std::string profile = "cpython-3.11";
  bool quickening = true;
};

struct Outcome {
  SimulationReport report;
  std::string printed;
  double seconds() const { return static_cast<double>(report.elapsed_ps) * 1e-12; }
};

class HandoffLines : public RunObserver {
 public:
  void event(const Event& event, const Thread*, const Place& place) override {
    if (event.kind != EventKind::drop_gil) return;
    if (event.cause != Cause::drop_request && event.cause != Cause::switch_interval) return;
    lines.push_back(place.line);
  }
  void output(const Thread&, vm::Stream, std::string_view) override {}

  std::vector<int> lines;  // where the lock was given away
};

Outcome run(const std::string& source, const Settings& wanted, RunObserver* observer = nullptr) {
  Outcome outcome;
  scenarios::RunSettings settings;
  settings.gil = wanted.gil;
  settings.cores = wanted.cores;
  settings.profile = wanted.profile;
  settings.quickening = wanted.quickening;
  std::string error;
  if (!wanted.interval.empty()) settings.switch_interval = parse_interval(wanted.interval, &error);
  std::optional<SimulationOptions> options = scenarios::simulation_options(settings, &error);
  EXPECT_TRUE(options.has_value()) << error;
  if (!options.has_value()) return outcome;
  options->program_name = "program.py";
  options->source = source;
  options->write = [&outcome](vm::Stream, std::string_view text) { outcome.printed += text; };
  Simulation simulation(*options, observer);
  EXPECT_EQ(simulation.error(), "");
  outcome.report = simulation.run();
  EXPECT_EQ(outcome.report.exit_status, 0) << outcome.printed;
  return outcome;
}

std::string in_threads(int count, const std::string& body) {
  return "from threading import Thread\n" + body +
         "threads = [Thread(target=work) for _ in range(" + std::to_string(count) +
         ")]\nfor t in threads: t.start()\nfor t in threads: t.join()\n";
}

std::string loop_program(int threads, int iterations) {
  const std::string n = std::to_string(iterations / threads);
  return in_threads(
      threads, "def work():\n    total = 0\n    for i in range(" + n + "):\n        total += i\n");
}

constexpr const char* kPlainIncrement =
    "counter = 0\n"
    "def work():\n"
    "    global counter\n"
    "    for i in range(1000000):\n"
    "        counter += 1\n";
constexpr const char* kIncrementByCall =
    "counter = 0\n"
    "def inc(value):\n"
    "    return value + 1\n"
    "def work():\n"
    "    global counter\n"
    "    for i in range(1000000):\n"
    "        counter = inc(counter)\n";

double share_lost(const char* body, const std::string& gil, const std::string& profile) {
  const Outcome outcome =
      run(in_threads(2, body) + "print(counter)\n", {.gil = gil, .profile = profile});
  return 1.0 - std::stod(outcome.printed) / 2e6;
}

TEST(GilVersions, APlainIncrementLosesUpdatesUpTo39Only) {
  EXPECT_GT(share_lost(kPlainIncrement, "cpython-2.7", "cpython-2.7"), 0.1);
  EXPECT_LT(share_lost(kPlainIncrement, "cpython-2.7", "cpython-2.7"), 0.5);
  EXPECT_GT(share_lost(kPlainIncrement, "cpython-3.2", "cpython-3.11"), 0.1);
  EXPECT_LT(share_lost(kPlainIncrement, "cpython-3.2", "cpython-3.11"), 0.5);
  EXPECT_EQ(share_lost(kPlainIncrement, "cpython-3.10", "cpython-3.11"), 0);
  EXPECT_EQ(share_lost(kPlainIncrement, "cpython-3.11", "cpython-3.11"), 0);
}

TEST(GilVersions, ACallBetweenLoadAndStoreLosesThemEverywhere) {
  EXPECT_GT(share_lost(kIncrementByCall, "cpython-2.7", "cpython-2.7"), 0.1);
  for (const char* gil : {"cpython-3.2", "cpython-3.10", "cpython-3.11", "free-threaded"}) {
    EXPECT_GT(share_lost(kIncrementByCall, gil, "cpython-3.11"), 0.1) << gil;
    EXPECT_LT(share_lost(kIncrementByCall, gil, "cpython-3.11"), 0.6) << gil;
  }
}

TEST(GilVersions, TwoThreadsOnTwoCoresAreSlowerUnder27) {
  const Settings settings{.gil = "cpython-2.7", .profile = "cpython-2.7"};
  const double one = run(loop_program(1, 4'000'000), settings).seconds();
  const Outcome two = run(loop_program(2, 4'000'000), settings);
  EXPECT_GT(two.seconds() / one, 1.5);
  EXPECT_LT(two.seconds() / one, 2.05);
  EXPECT_GT(two.report.gil_stats.missed_wakeups, 1000);
}

TEST(GilVersions, OnOneCoreTheyAreNotSlowerUnder27) {
  const Settings settings{.gil = "cpython-2.7", .cores = 1, .profile = "cpython-2.7"};
  const double one = run(loop_program(1, 8'000'000), settings).seconds();
  EXPECT_NEAR(run(loop_program(2, 8'000'000), settings).seconds() / one, 1.0, 0.03);
}

TEST(GilVersions, CountedTicksDoNotDependOnQuickening) {
  for (const char* gil : {"cpython-2.7", "micropython"}) {
    Settings settings{.gil = gil, .profile = "cpython-2.7"};
    const Outcome quickened = run(loop_program(2, 200'000), settings);
    settings.quickening = false;
    const Outcome plain = run(loop_program(2, 200'000), settings);
    EXPECT_EQ(quickened.report.gil_stats.acquisitions, plain.report.gil_stats.acquisitions) << gil;
    EXPECT_EQ(quickened.report.elapsed_ps, plain.report.elapsed_ps) << gil;
  }
}

TEST(GilVersions, FreeThreadsRunAtTheSameTime) {
  const Settings settings{.gil = "free-threaded"};
  const double one = run(loop_program(1, 2'000'000), settings).seconds();
  const Outcome two = run(loop_program(2, 2'000'000), settings);
  EXPECT_NEAR(two.seconds() / one, 0.5, 0.02);
  EXPECT_EQ(two.report.gil_stats.acquisitions, 0);
  const double locked = run(loop_program(1, 2'000'000), {.gil = "cpython-3.11"}).seconds();
  EXPECT_NEAR(one / locked, 1.055, 0.005);
}

TEST(GilVersions, MicroPythonCountsTheJumpsOfOneActivation) {
  constexpr const char* kShortCalls =
      "def short():\n"
      "    for i in range(30):\n"
      "        pass\n"
      "def work():\n"
      "    for i in range(320):\n"
      "        short()\n";
  HandoffLines handoffs;
  run(in_threads(1, kShortCalls), {.gil = "micropython"}, &handoffs);
  std::vector<int> in_work;
  for (const int line : handoffs.lines) {
    EXPECT_NE(line, 3);  // 30 jumps are never enough
    EXPECT_NE(line, 4);
    if (line == 6 || line == 7) in_work.push_back(line);
  }
  EXPECT_EQ(in_work.size(), 10u);
}

TEST(GilVersions, SysHasWhatTheVersionHas) {
  const std::string names =
      "import sys\n"
      "print(*(hasattr(sys, n) for n in ('setswitchinterval', 'getswitchinterval',"
      " 'setcheckinterval', 'getcheckinterval', '_is_gil_enabled')))\n";
  EXPECT_EQ(run(names, {.gil = "cpython-2.7"}).printed, "False False True True False\n");
  EXPECT_EQ(run(names, {.gil = "cpython-3.2"}).printed, "True True True True False\n");
  EXPECT_EQ(run(names, {.gil = "cpython-3.10"}).printed, "True True False False False\n");
  EXPECT_EQ(run(names, {.gil = "cpython-3.11"}).printed, "True True False False True\n");
  EXPECT_EQ(run("import sys\nprint(sys._is_gil_enabled())\n", {.gil = "free-threaded"}).printed,
            "False\n");
  EXPECT_EQ(run("import sys\nprint(sys.getcheckinterval())\nsys.setcheckinterval(10)\n"
                "print(sys.getcheckinterval())\n",
                {.gil = "cpython-2.7"})
                .printed,
            "100\n10\n");
}

TEST(GilVersions, NothingComesBetweenAStatementAndItsTryUpTo39) {
  constexpr const char* kTry =
      "def work():\n"
      "    box = [0]\n"
      "    for i in range(300000):\n"
      "        box[0] = i\n"
      "        try:\n"
      "            i\n"
      "        finally:\n"
      "            i\n";
  constexpr int kStoreLine = 5;
  for (const char* gil : {"cpython-2.7", "cpython-3.2"}) {
    HandoffLines handoffs;
    run(in_threads(2, kTry), {.gil = gil, .interval = "10", .profile = "cpython-2.7"}, &handoffs);
    EXPECT_GT(handoffs.lines.size(), 20u) << gil;
    EXPECT_EQ(std::count(handoffs.lines.begin(), handoffs.lines.end(), kStoreLine), 0) << gil;
  }
}

}  // namespace
}  // namespace gilsim::runtime
