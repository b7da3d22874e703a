// SPDX-License-Identifier: MIT
//
// What the tests of the simulated machine share: the reference machine, a program in place of an
// interpreter (the documents' loop: 7 ticks, the last of which is a check point), and a sink that
// keeps events.
#pragma once

#include "runtime/gil/gil.h"
#include "runtime/machine/simulated_machine.h"
#include "runtime/profile/profile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gilsim::runtime {

inline constexpr std::int64_t kUs = kPicosecondsPerMicrosecond;
inline constexpr std::int64_t kMs = kPicosecondsPerMillisecond;
inline constexpr std::int64_t kTickPs = 2743;  // 19.2 ns by 7
inline constexpr std::int64_t kLoopTicks = 7;

inline MachineParameters reference_machine(std::int64_t cores) {
  std::string error;
  const auto profile = load_profile("cpython-3.11", &error);
  EXPECT_TRUE(profile.has_value()) << error;
  MachineParameters parameters = profile ? profile->machine : MachineParameters{};
  parameters.cores = cores;
  return parameters;
}

class EventRecorder : public EventSink {
 public:
  void event(const Event& event, const Thread*) override { events.push_back(event); }

  std::vector<Event> of_kind(EventKind kind) const {
    std::vector<Event> found;
    std::copy_if(events.begin(), events.end(), std::back_inserter(found),
                 [kind](const Event& event) { return event.kind == kind; });
    return found;
  }
  // As text, for comparing runs.
  std::string text() const {
    std::string all;
    for (const Event& e : events) {
      for (const std::int64_t number :
           {e.time_ps, e.tick, e.duration_ps, static_cast<std::int64_t>(e.object),
            std::int64_t{e.thread}, std::int64_t{e.other_thread}, std::int64_t{e.process},
            std::int64_t{e.core}}) {
        all += std::to_string(number) + " ";
      }
      all += std::string(name_of(e.kind)) + " " + std::string(name_of(e.cause)) + " " +
             std::string(name_of(e.from)) + " " + std::string(name_of(e.to)) + "\n";
    }
    return all;
  }

  std::vector<Event> events;
};

// Executes ticks as an eval loop does. False: cancelled. `counts`: the version counts three of the
// seven instructions (the first, the fifth and the last).
class Loop {
 public:
  Loop(Machine& machine, Thread& thread, bool counts = false)
      : machine_(machine), thread_(thread), counts_(counts) {}

  bool run(std::int64_t ticks) {
    vm::Budget& budget = thread_.budget;
    while (ticks > 0) {
      if (budget.picoseconds <= 0 || budget.ticks.plain() <= 0) {
        if (machine_.budget_spent(thread_) != Result::ok) return false;
        continue;
      }
      std::int64_t step =
          std::min({ticks, budget.ticks.plain(), (budget.picoseconds - 1) / kTickPs + 1});
      if (thread_.check_point_wanted) step = std::min(step, kLoopTicks - position_ % kLoopTicks);
      if (counts_) step = std::min(step, ticks_to_count(budget.ticks.counted() + 1));
      budget.picoseconds -= step * kTickPs;
      budget.ticks -= vm::TickCounts(step, counted_in(step));
      ticks -= step;
      position_ += step;
      const bool asked = thread_.check_point_wanted && position_ % kLoopTicks == 0;
      if ((asked || budget.ticks.counted() < 0) && machine_.check_point(thread_) != Result::ok) {
        return false;
      }
    }
    return true;
  }

 private:
  static constexpr std::int64_t kCounted = 3;

  // How many of the loop's first `ticks` are counted.
  static std::int64_t counted_before(std::int64_t ticks) {
    constexpr std::int64_t kInPart[] = {0, 1, 1, 1, 1, 2, 2};
    return ticks / kLoopTicks * kCounted + kInPart[ticks % kLoopTicks];
  }
  std::int64_t counted_in(std::int64_t ticks) const {
    return counts_ ? counted_before(position_ + ticks) - counted_before(position_) : 0;
  }
  // How many ticks it takes until `counted` of them have been counted.
  std::int64_t ticks_to_count(std::int64_t counted) const {
    std::int64_t ticks = (counted - 1) / kCounted * kLoopTicks;
    while (counted_in(ticks) < counted) ++ticks;
    return ticks;
  }

  Machine& machine_;
  Thread& thread_;
  const bool counts_;
  std::int64_t position_ = 0;
};

class MachineRun {
 public:
  explicit MachineRun(const MachineParameters& parameters, Limits limits = {},
                      std::uint64_t seed = 1)
      : chooser(seed), machine(parameters, chooser, &log, limits) {}

  Process& add_process(const std::string& policy = "cpython-3.11",
                       SwitchInterval interval = SwitchInterval::of_time(5 * kMs, kTickPs)) {
    Process& process = machine.create_process("MainProcess", {});
    if (!policy.empty()) {
      std::string error;
      const GilPolicyInfo* const info = find_gil_policy(policy, &error);
      EXPECT_NE(info, nullptr) << error;
      process.lock = std::make_unique<SimulatedGil>(machine, *info, GilSettings{interval, 0});
    }
    return process;
  }

  Thread& add_thread(Process& process, Machine::Body body) {
    return *machine.create_thread(process, "Thread-" + std::to_string(++count_), std::move(body),
                                  {});
  }

  Thread& add_loop(Process& process, std::int64_t ticks) {
    return add_thread(process, [this, ticks](Thread& thread) { Loop(machine, thread).run(ticks); });
  }

  // Runs, and checks what holds after every run.
  RunResult run() {
    const RunResult result = machine.run();
    expect_exact_accounting();
    expect_ordered_events();
    return result;
  }

  static const GilStats& gil_stats(const Process& process) {
    return static_cast<const SimulatedGil&>(*process.lock).stats();
  }

  // The times between successive acquisitions, in order.
  std::vector<std::int64_t> quanta() const {
    std::vector<std::int64_t> found;
    const std::vector<Event> taken = log.of_kind(EventKind::take_gil);
    for (std::size_t i = 1; i < taken.size(); ++i) {
      found.push_back(taken[i].time_ps - taken[i - 1].time_ps);
    }
    return found;
  }

  EventRecorder log;
  Chooser chooser;
  SimulatedMachine machine;

 private:
  void expect_exact_accounting() {
    // Once by the threads' own sums, once by adding up what the events say.
    struct Account {
      std::int64_t since_ps = 0;
      std::array<std::int64_t, kThreadStateCount> sum_ps{};
      ThreadState state = ThreadState::overhead;
    };
    std::map<std::uint32_t, Account> accounts;
    for (const Event& event : log.events) {
      if (event.kind == EventKind::thread_start) accounts[event.thread].since_ps = event.time_ps;
      if (event.kind != EventKind::state && event.kind != EventKind::thread_end) continue;
      Account& account = accounts[event.thread];
      EXPECT_EQ(event.from, account.state);
      account.sum_ps[static_cast<std::size_t>(account.state)] += event.time_ps - account.since_ps;
      account.since_ps = event.time_ps;
      account.state = event.to;
    }
    for (const auto& thread : machine.threads()) {
      EXPECT_TRUE(thread->finished);
      std::int64_t sum = 0;
      for (const std::int64_t time_ps : thread->time_in_state_ps) {
        EXPECT_GE(time_ps, 0);
        sum += time_ps;
      }
      EXPECT_EQ(sum, thread->lifetime_ps()) << thread->name;
      EXPECT_EQ(accounts[thread->id].sum_ps, thread->time_in_state_ps) << thread->name;
    }
  }

  void expect_ordered_events() {
    EXPECT_TRUE(
        std::is_sorted(log.events.begin(), log.events.end(),
                       [](const Event& a, const Event& b) { return a.time_ps < b.time_ps; }));
  }

  int count_ = 0;
};

inline std::int64_t median(std::vector<std::int64_t> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace gilsim::runtime
