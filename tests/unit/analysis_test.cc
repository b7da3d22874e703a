// SPDX-License-Identifier: MIT
//
// Where the time went: the books balance against the report, and what is named is there.
#include "runtime/analysis/analysis_text.h"
#include "runtime/quantity.h"
#include "scenarios/run_settings.h"

#include <gtest/gtest.h>

#include <numeric>
#include <sstream>
#include <string>

namespace gilsim::runtime {
namespace {

struct Outcome {
  SimulationReport report;
  RunAnalysis analysis;
};

// Into `outcome`, which the analysis cannot be moved out of.
void run(Outcome& outcome, const std::string& source, const std::string& gil,
         std::int64_t cores = 2) {
  scenarios::RunSettings settings;
  settings.gil = gil;
  settings.cores = cores;
  std::string error;
  std::optional<SimulationOptions> options = scenarios::simulation_options(settings, &error);
  ASSERT_TRUE(options.has_value()) << error;
  options->program_name = "program.py";
  options->source = source;
  Simulation simulation(*options, &outcome.analysis);
  ASSERT_EQ(simulation.error(), "");
  outcome.report = simulation.run();
}

constexpr const char* kTwoComputing = R"(
from threading import Thread
def work():
    for _ in range(1000000):
        pass
threads = [Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
)";

// One thread asks, one computes; the line of the call is 7.
constexpr const char* kAsking = R"(
from threading import Thread
from time import sleep
def ask():
    global done
    for _ in range(20):
        sleep(0.0003)
    done = True
def compute():
    while not done:
        pass
done = False
threads = [Thread(target=ask), Thread(target=compute)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
)";

constexpr const char* kBitOfEverything = R"(
import native
from multiprocessing import Pipe, Process
from threading import Lock, Thread
from time import sleep
lock = Lock()
def work(end):
    for i in range(300):
        with lock:
            sum(range(100))
        if i % 100 == 0:
            sleep(0.001)
            native.sum_range(0, 1000000)
            end.send(i)
def child(end):
    threads = [Thread(target=work, args=(end,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
if __name__ == '__main__':
    here, there = Pipe()
    process = Process(target=child, args=(there,))
    process.start()
    for _ in range(6):
        here.recv()
    process.join()
)";

std::int64_t state(const ThreadReport& thread, ThreadState which) {
  return thread.state_ps[static_cast<std::size_t>(which)];
}

class Books : public testing::TestWithParam<const char*> {};

TEST_P(Books, BalanceAgainstTheReport) {
  std::string asking(kAsking);
  asking.replace(asking.find("range(20)"), 9, "range(2)");
  for (const std::string& program :
       {std::string(kTwoComputing), asking, std::string(kBitOfEverything)}) {
    for (const std::int64_t cores : {1, 2, 3}) {
      Outcome outcome;
      run(outcome, program, GetParam(), cores);
      ASSERT_EQ(outcome.report.exit_status, 0) << outcome.report.message;
      ASSERT_EQ(outcome.analysis.threads(), outcome.report.threads.size());
      for (const ThreadReport& thread : outcome.report.threads) {
        const RunAnalysis::ThreadTimes& seen = outcome.analysis.thread(thread.id);
        const TimeByUse& times = seen.times;
        EXPECT_EQ(seen.name, thread.name);
        EXPECT_EQ(seen.lifetime_ps, thread.lifetime_ps);
        EXPECT_EQ(std::accumulate(times.begin(), times.end(), std::int64_t{0}), thread.lifetime_ps);
        EXPECT_EQ(time_in(times, UseOfTime::useful),
                  state(thread, ThreadState::running) + state(thread, ThreadState::native));
        EXPECT_EQ(time_in(times, UseOfTime::waiting_for_gil),
                  state(thread, ThreadState::wants_gil));
        EXPECT_EQ(time_in(times, UseOfTime::waiting_for_core), state(thread, ThreadState::ready));
        EXPECT_EQ(time_in(times, UseOfTime::waiting_for_lock),
                  state(thread, ThreadState::blocked_lock));
        EXPECT_EQ(time_in(times, UseOfTime::waiting_for_io),
                  state(thread, ThreadState::blocked_io));
        EXPECT_EQ(time_in(times, UseOfTime::sleeping), state(thread, ThreadState::sleeping));
        for (const std::int64_t time_ps : times) EXPECT_GE(time_ps, 0);
      }
      EXPECT_EQ(outcome.analysis.moments_ps(), outcome.report.elapsed_ps);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Policies, Books,
                         testing::Values("cpython-2.7", "cpython-3.11", "free-threaded",
                                         "round-robin", "ruby", "micropython"),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
                           return name;
                         });

// Under one GIL the useful moments are the work, one piece after the other.
TEST(Analysis, UsefulMomentsUnderOneGilAreTheWork) {
  Outcome outcome;
  run(outcome, kTwoComputing, "cpython-3.11");
  const std::int64_t work_ps = time_in(outcome.analysis.total(), UseOfTime::useful);
  EXPECT_EQ(time_in(outcome.analysis.moments(), UseOfTime::useful), work_ps);
  EXPECT_GT(time_in(outcome.analysis.moments(), UseOfTime::handing_over), 0);
  // The main thread waits in start(); the others give nothing up of their own will.
  for (const Convoy& convoy : outcome.analysis.convoys()) EXPECT_EQ(convoy.thread, 1U);
  EXPECT_TRUE(outcome.analysis.starving().empty());
  const std::string text = analysis_sentences(outcome.report, outcome.analysis).front();
  EXPECT_TRUE(text.starts_with("2 threads took 1.0")) << text;
  EXPECT_NE(text.find("x the time of one: 9"), std::string::npos) << text;
  EXPECT_NE(text.find(" % useful, "), std::string::npos) << text;
}

TEST(Analysis, WithoutAGilTwoThreadsTakeHalfTheTime) {
  Outcome outcome;
  run(outcome, kTwoComputing, "free-threaded");
  const std::string text = analysis_sentences(outcome.report, outcome.analysis).front();
  EXPECT_TRUE(text.starts_with("2 threads took 0.5")) << text;
  EXPECT_EQ(time_in(outcome.analysis.total(), UseOfTime::handing_over), 0);
}

TEST(Analysis, NamesTheConvoyWithItsLineAndClosedForm) {
  Outcome outcome;
  run(outcome, kAsking, "cpython-3.11");
  const std::vector<Convoy> convoys = outcome.analysis.convoys();
  ASSERT_EQ(convoys.size(), 1U);
  const Convoy& convoy = convoys.front();
  EXPECT_EQ(outcome.analysis.thread(convoy.thread).name, "Thread-1 (ask)");
  EXPECT_EQ(convoy.place, "line 7 of program.py in ask");
  EXPECT_EQ(convoy.cause, Cause::sleep);
  // At the first of the twenty calls nobody computes yet.
  EXPECT_GE(convoy.rounds, 18);
  EXPECT_LE(convoy.rounds, 20);
  EXPECT_EQ(convoy.interval_ps, outcome.report.switch_interval.time_ps);
  EXPECT_GE(convoy.waited_ps, convoy.rounds * convoy.interval_ps);
  EXPECT_LT(convoy.waited_ps, convoy.rounds * convoy.interval_ps * 11 / 10);
  EXPECT_GT(convoy.blocked_ps / convoy.rounds, 300'000'000);  // 0.3 ms, and the timer's slack
  EXPECT_LT(convoy.blocked_ps / convoy.rounds, 450'000'000);
  const std::string page = analysis_page(outcome.report, "program.py", outcome.analysis);
  EXPECT_NE(page.find("Convoy: Thread-1 (ask) slept"), std::string::npos) << page;
  EXPECT_NE(page.find("in the call + 5 ms ="), std::string::npos) << page;
}

// One that mostly waits for the GIL, since another one computes: it gets its small part late.
TEST(Analysis, NamesWhoStarves) {
  Outcome outcome;
  run(outcome, kAsking, "cpython-3.11");
  const std::vector<Starvation> starving = outcome.analysis.starving();
  ASSERT_EQ(starving.size(), 1U);
  EXPECT_EQ(outcome.analysis.thread(starving.front().thread).name, "Thread-1 (ask)");
  EXPECT_LT(starving.front().got_ps, starving.front().equal_share_ps / 2);
  EXPECT_GE(starving.front().longest_wait_ps, outcome.report.switch_interval.time_ps);
  EXPECT_EQ(starving.front().place, "line 7 of program.py in ask");
}

// Where the holder's turn is counted in ticks there is no interval to wait for in full.
TEST(Analysis, APolicyThatCountsTicksHasNoConvoys) {
  Outcome outcome;
  run(outcome, kAsking, "cpython-2.7");
  EXPECT_TRUE(outcome.analysis.convoys().empty());
}

TEST(Analysis, MissedWakeupsAreCountedAtTheirLine) {
  Outcome outcome;
  run(outcome, kTwoComputing, "cpython-2.7");
  std::int64_t count = 0;
  std::int64_t lost_ps = 0;
  for (const MissedWakeups& missed : outcome.analysis.missed_wakeups()) {
    count += missed.count;
    EXPECT_TRUE(missed.place.starts_with("line 4 of program.py") ||
                missed.place.starts_with("line 5 of program.py") ||
                missed.place.find("inside") != std::string::npos)
        << missed.place;
    lost_ps += missed.lost_ps;
  }
  EXPECT_GT(count, 0);
  EXPECT_GT(lost_ps, 0);
  EXPECT_EQ(count, outcome.report.gil_stats.missed_wakeups);
}

// The notification of line 7 comes before the wait of line 9, which looks at nothing first.
constexpr const char* kNotifiesTooEarly = R"(
from threading import Condition, Thread
from time import sleep
condition = Condition()
def notify():
    with condition:
        condition.notify()
def wait():
    with condition: condition.wait()
first, second = Thread(target=notify), Thread(target=wait)
first.start()
sleep(DELAY)
second.start()
first.join()
second.join()
)";

TEST(Analysis, NamesALostWakeupWithBothLines) {
  std::string early(kNotifiesTooEarly);
  early.replace(early.find("DELAY"), 5, "0.01");
  Outcome outcome;
  run(outcome, early, "cpython-3.11");
  ASSERT_EQ(outcome.report.end, RunEnd::deadlock);
  const std::vector<LostWakeup> lost = outcome.analysis.lost_wakeups();
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(outcome.analysis.thread(lost[0].notifier).name, "Thread-1 (notify)");
  EXPECT_EQ(outcome.analysis.thread(lost[0].waiter).name, "Thread-2 (wait)");
  EXPECT_TRUE(lost[0].notified_at.starts_with("line 7 of program.py in notify"))
      << lost[0].notified_at;
  EXPECT_TRUE(lost[0].waits_at.starts_with("line 9 of program.py in wait")) << lost[0].waits_at;
  const std::string page = analysis_page(outcome.report, "program.py", outcome.analysis);
  EXPECT_NE(page.find("Lost wake-up: Thread-1 (notify) notified a condition"), std::string::npos)
      << page;
}

TEST(Analysis, ANotificationThatIsHeardIsNotLost) {
  std::string in_time(kNotifiesTooEarly);
  in_time.replace(in_time.find("first.start()"), 13, "second.start()");
  in_time.replace(in_time.find("sleep(DELAY)\nsecond.start()"), 27, "sleep(0.01)\nfirst.start()");
  Outcome outcome;
  run(outcome, in_time, "cpython-3.11");
  EXPECT_EQ(outcome.report.exit_status, 0) << outcome.report.message;
  EXPECT_TRUE(outcome.analysis.lost_wakeups().empty());
}

// Queues and events notify nobody all the time.
TEST(Analysis, WhatTheLibraryNotifiesIsNoLostWakeup) {
  Outcome outcome;
  run(outcome, R"(
from queue import Queue
queue = Queue()
queue.put(1)
queue.get()
queue.get()
)",
      "cpython-3.11");
  ASSERT_EQ(outcome.report.end, RunEnd::deadlock);
  EXPECT_TRUE(outcome.analysis.lost_wakeups().empty());
}

TEST(Analysis, SaysWhenNobodyHadWork) {
  Outcome outcome;
  run(outcome, R"(
from threading import Thread
from time import sleep
threads = [Thread(target=sleep, args=(0.05,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
)",
      "cpython-3.11");
  const std::string text = analysis_sentences(outcome.report, outcome.analysis).front();
  EXPECT_TRUE(text.starts_with("Most of the time no thread did the program's work: ")) << text;
  EXPECT_NE(text.find("% asleep"), std::string::npos) << text;
  EXPECT_NE(text.find("The waits overlap: 200."), std::string::npos) << text;
}

TEST(Analysis, ThePageFitsAProjectorAndItsColumnsSum) {
  Outcome outcome;
  run(outcome, kBitOfEverything, "cpython-3.11");
  const std::string page = analysis_page(outcome.report, "program.py", outcome.analysis);
  std::istringstream lines(page);
  std::vector<std::vector<std::int64_t>> rows;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(display_width(line), 100U) << line;
    if (line.find("Process") == std::string::npos && !line.starts_with("  together")) continue;
    std::istringstream words(line.substr(18));
    std::vector<std::int64_t> numbers;
    for (std::string word; words >> word;) {
      std::erase(word, ',');
      std::erase(word, '.');
      if (word.find_first_not_of("0123456789") == word.npos) numbers.push_back(std::stoll(word));
    }
    if (numbers.size() > 2) rows.push_back(numbers);
  }
  ASSERT_GE(rows.size(), 4U) << page;
  std::vector<std::int64_t> together(rows.front().size());
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), together.size()) << page;
    EXPECT_EQ(std::accumulate(row.begin() + 1, row.end(), std::int64_t{0}), row.front()) << page;
    if (&row == &rows.back()) break;
    for (std::size_t i = 0; i < row.size(); ++i) together[i] += row[i];
  }
  EXPECT_EQ(rows.back(), together) << page;
}

}  // namespace
}  // namespace gilsim::runtime
