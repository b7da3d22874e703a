// SPDX-License-Identifier: MIT
//
// Live runs: real threads under a real lock. Nothing here asks how long anything takes; what must
// come about is waited for, or is ordered by locks of the program itself.
#include "runtime/simulation.h"
#include "runtime/trace/trace_reader.h"
#include "runtime/trace/trace_writer.h"
#include "scenarios/run_settings.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <string>

namespace gilsim::runtime {
namespace {

struct LiveOutcome {
  SimulationReport report;
  std::string printed;
  std::string complained;
  std::string trace;
};

struct LiveRun {
  std::string gil = "cpython-3.11";
  bool is_traced = false;
  std::function<void(SimulationOptions&)> change = [](SimulationOptions&) {};
  // Called whenever the program has printed something.
  std::function<void(Simulation&, const std::string& printed)> watch;

  LiveOutcome operator()(const std::string& source) const {
    LiveOutcome outcome;
    scenarios::RunSettings settings;
    settings.live = true;
    settings.gil = gil;
    std::string error;
    std::optional<SimulationOptions> options = scenarios::simulation_options(settings, &error);
    EXPECT_TRUE(options.has_value()) << error;
    if (!options.has_value()) return outcome;
    options->program_name = "program.py";
    options->source = source;
    Simulation* running = nullptr;
    options->write = [&](vm::Stream stream, std::string_view text) {
      (stream == vm::Stream::standard_output ? outcome.printed : outcome.complained) += text;
      if (watch) watch(*running, outcome.printed);
    };
    change(*options);
    StringSink sink;
    TraceWriter writer(sink, make_trace_header(*options));
    Simulation simulation(*options, is_traced ? &writer : nullptr);
    running = &simulation;
    EXPECT_EQ(simulation.error(), "");
    outcome.report = simulation.run();
    if (is_traced) writer.finish(outcome.report);
    outcome.trace = std::move(sink.text);
    return outcome;
  }
};

std::string error_of(const std::string& gil, std::optional<std::int64_t> cores = {}) {
  SimulationOptions options;
  options.gil = gil;
  options.cores = cores;
  options.start_method = "fork";  // a profile would say it
  options.live = true;
  return Simulation(options).error();
}

constexpr const char* kAccounts = R"(
from threading import Lock, Thread
total, lock = 0, Lock()
def work(count):
    global total
    for _ in range(count):
        with lock:
            total += 1
threads = [Thread(target=work, args=(20000,)) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(total)
)";

TEST(Live, ThreadsShareOneHeapUnderEachLock) {
  for (const char* gil : {"cpython-3.11", "cpython-3.10", "cpython-3.2", "cpython-2.7"}) {
    LiveRun run;
    run.gil = gil;
    const LiveOutcome outcome = run(kAccounts);
    EXPECT_EQ(outcome.printed, "80000\n") << gil << outcome.complained << outcome.report.message;
    EXPECT_TRUE(outcome.report.live);
    EXPECT_GE(outcome.report.gil_stats.acquisitions, 5) << gil;
    EXPECT_EQ(outcome.report.threads.size(), 5u);
  }
}

TEST(Live, ThreadsTakeTurnsWhenTheyAreAsked) {
  // Each waits until the other has counted: without drop requests neither would ever see it.
  const LiveOutcome outcome = LiveRun{}(R"(
from threading import Thread
counts = [0, 0]
def spin(mine):
    while counts[1 - mine] < 20:
        counts[mine] += 1
        seen = counts[1 - mine]
        while counts[1 - mine] == seen and seen < 20: pass
        counts[mine] += 1
other = Thread(target=spin, args=(1,))
other.start()
spin(0)
counts[0] = 20
other.join()
print("done")
)");
  EXPECT_EQ(outcome.printed, "done\n") << outcome.complained;
  EXPECT_GE(outcome.report.gil_stats.drop_requests, 10);
  EXPECT_GE(outcome.report.gil_stats.handoffs, 10);
}

TEST(Live, WhatHasNoLiveLockIsRefusedByName) {
  EXPECT_NE(error_of("free-threaded").find("'free-threaded'"), std::string::npos);
  EXPECT_NE(error_of("ruby").find("in the simulation only; with --live give one of cpython-2.7"),
            std::string::npos);
  EXPECT_EQ(error_of("cpython-3.2"), "");
  EXPECT_NE(error_of("cpython-3.11", 1000).find("1000 cores"), std::string::npos);
  EXPECT_NE(error_of("cpython-3.11", 0), "");
}

TEST(Live, EveryThreadWaitingIsADeadlock) {
  const LiveOutcome outcome = LiveRun{}(R"(
from threading import Lock, Thread
first, second = Lock(), Lock()
met = Lock()
met.acquire()
def other():
    with second:
        met.release()
        with first:
            pass
first.acquire()
Thread(target=other, name="Other").start()
met.acquire()
with second:
    pass
)");
  EXPECT_EQ(outcome.report.end, RunEnd::deadlock);
  EXPECT_EQ(outcome.report.exit_status, 100);
  EXPECT_NE(outcome.report.message.find("MainThread"), std::string::npos) << outcome.report.message;
  EXPECT_NE(outcome.report.message.find("held by Other"), std::string::npos)
      << outcome.report.message;
  EXPECT_NE(outcome.report.message.find("the cycle"), std::string::npos) << outcome.report.message;
}

TEST(Live, CtrlCRaisesKeyboardInterruptInAWaitingMainThread) {
  LiveRun run;
  run.watch = [](Simulation& simulation, const std::string& printed) {
    if (printed.ends_with("waits\n")) simulation.keyboard_interrupt();
  };
  const LiveOutcome outcome = run(R"(
from threading import Event, Thread
stop = Event()
helper = Thread(target=stop.wait)
helper.start()
try:
    print("waits")
    Event().wait(3600)
except KeyboardInterrupt:
    print("interrupted")
stop.set()
helper.join()
)");
  EXPECT_EQ(outcome.printed, "waits\ninterrupted\n") << outcome.complained;
  EXPECT_EQ(outcome.report.exit_status, 0);
}

TEST(Live, CtrlCReachesALoop) {
  LiveRun run;
  run.watch = [](Simulation& simulation, const std::string& printed) {
    if (printed.ends_with("begins\n")) simulation.keyboard_interrupt();
  };
  const LiveOutcome outcome = run("print('begins')\nwhile True: pass\n");
  EXPECT_EQ(outcome.report.exit_status, 130);
  EXPECT_EQ(outcome.report.end, RunEnd::interrupted);
  EXPECT_NE(outcome.complained.find("KeyboardInterrupt"), std::string::npos) << outcome.complained;
}

TEST(Live, DaemonThreadsEndWithTheMainThread) {
  const LiveOutcome outcome = LiveRun{}(R"(
import time
from threading import Event, Thread
begun = Event()
def forever():
    begun.set()
    try:
        while True: time.sleep(3600)
    finally:
        print("never printed")
def busy():
    while True: pass
Thread(target=forever, daemon=True).start()
Thread(target=busy, daemon=True).start()
begun.wait()
print("main ends")
)");
  EXPECT_EQ(outcome.printed, "main ends\n");
  EXPECT_EQ(outcome.report.exit_status, 0);
}

TEST(Live, TicksAreLimited) {
  LiveRun run;
  run.change = [](SimulationOptions& options) { options.max_ticks = 100'000; };
  const LiveOutcome outcome = run("while True: pass\n");
  EXPECT_EQ(outcome.report.end, RunEnd::limit);
  EXPECT_EQ(outcome.report.exit_status, 101);
}

TEST(Live, NativeWorkAddsUpWhatItSays) {
  const LiveOutcome outcome = LiveRun{}(R"(
import native
workers = [native.Worker(0, 3_000_000), native.Worker(-5, 4_000_001)]
for worker in workers: worker.start()
for worker in workers: worker.join()
print([worker.result for worker in workers], native.sum_range(2**62, 2**62 + 3), native.sum_range(3, 3))
)");
  EXPECT_EQ(outcome.printed, "[4499998500000, 8000001999985] 13835058055282163715 0\n")
      << outcome.complained;
}

TEST(Live, TheTraceIsTheSameLog) {
  LiveRun run;
  run.is_traced = true;
  const LiveOutcome outcome = run(kAccounts);
  EXPECT_EQ(outcome.printed, "80000\n");
  for (const ThreadReport& thread : outcome.report.threads) {
    EXPECT_EQ(std::accumulate(thread.state_ps.begin(), thread.state_ps.end(), std::int64_t{0}),
              thread.lifetime_ps)
        << thread.name;
  }
  struct Reader final : TraceVisitor {
    bool line(const TraceLine&) override { return true; }
  } nothing;
  TraceReader reader(nothing);
  reader.write(outcome.trace);
  const TraceReadResult result = reader.finish();
  EXPECT_EQ(result.end, TraceReadEnd::complete) << result.message;
  EXPECT_NE(outcome.trace.find("\"live\":true"), std::string::npos);
}

}  // namespace
}  // namespace gilsim::runtime
