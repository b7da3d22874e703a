// SPDX-License-Identifier: MIT
//
// The drop-request protocol, step by step as its file tells it, and what follows from it on the
// reference machine without any rule that says so.
#include "tests/unit/machine_fixture.h"

#include <gtest/gtest.h>

namespace gilsim::runtime {
namespace {

constexpr std::int64_t kSecondOfTicks = kPicosecondsPerSecond / kTickPs;

TEST(GilCpython311, AHolderNobodyWaitsForKeepsTheLock) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  simulation.add_loop(process, kSecondOfTicks);
  simulation.run();
  const GilStats& stats = simulation.gil_stats(process);
  EXPECT_EQ(stats.acquisitions, 1);
  EXPECT_EQ(stats.drop_requests, 0);
  EXPECT_EQ(stats.forced_switches, 0);
  EXPECT_EQ(simulation.log.of_kind(EventKind::drop_gil).back().cause, Cause::thread_end);
}

TEST(GilCpython311, AWaiterAsksAfterTheIntervalAndTheHolderDropsAtItsNextCheckPoint) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  Thread& first = simulation.add_loop(process, 10'000'000);
  Thread& second = simulation.add_loop(process, 10'000'000);
  simulation.run();
  const Event asked = simulation.log.of_kind(EventKind::drop_request).front();
  const Event dropped = simulation.log.of_kind(EventKind::drop_gil).front();
  const Event forced = simulation.log.of_kind(EventKind::forced_switch).front();
  const Event taken = simulation.log.of_kind(EventKind::take_gil)[1];
  EXPECT_EQ(asked.thread, second.id);
  EXPECT_EQ(asked.other_thread, first.id);
  EXPECT_GT(asked.duration_ps, 5 * kMs);
  EXPECT_LT(asked.duration_ps, 5 * kMs + 150 * kUs);
  EXPECT_EQ(dropped.thread, first.id);
  EXPECT_EQ(dropped.cause, Cause::drop_request);
  EXPECT_EQ(dropped.other_thread, second.id);
  EXPECT_EQ(dropped.tick % kLoopTicks, 0);  // at a check point
  const std::int64_t visibility_ps = simulation.machine.parameters().visibility_ps;
  EXPECT_GE(dropped.time_ps, asked.time_ps + visibility_ps);
  EXPECT_LT(dropped.time_ps, asked.time_ps + visibility_ps + 8 * kTickPs + kUs);
  EXPECT_EQ(forced.thread, first.id);
  EXPECT_GT(forced.time_ps, dropped.time_ps);
  EXPECT_LT(forced.time_ps, taken.time_ps);
  EXPECT_EQ(taken.thread, second.id);
  EXPECT_EQ(taken.other_thread, first.id);
}

TEST(GilCpython311, TheForcedSwitchLastsUntilAnotherOneHasTheLock) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  simulation.add_loop(process, kSecondOfTicks / 4);
  simulation.add_loop(process, kSecondOfTicks / 4);
  simulation.run();
  // While both compete, nobody takes the lock twice in a row.
  const std::vector<Event> taken = simulation.log.of_kind(EventKind::take_gil);
  for (std::size_t i = 1; i < taken.size(); ++i) EXPECT_NE(taken[i].thread, taken[i - 1].thread);
  const GilStats& stats = simulation.gil_stats(process);
  EXPECT_EQ(stats.handoffs, static_cast<std::int64_t>(taken.size()) - 1);
  // Unless the lock has gone already when the holder comes to that question.
  EXPECT_GT(stats.forced_switches, 0);
  EXPECT_LE(stats.forced_switches, stats.handoffs);
}

TEST(GilCpython311, NoRequestIfTheLockWentToSomebodyNewMeanwhile) {
  // The third thread waits when the second one gets the lock: its time-out passes with another
  // switch number, so it begins a new interval instead of asking.
  MachineRun simulation(reference_machine(4));
  Process& process = simulation.add_process();
  simulation.add_loop(process, 20'000'000);
  simulation.add_loop(process, 20'000'000);
  simulation.add_thread(process, [&](Thread& thread) {
    simulation.machine.sleep(thread, 3 * kMs);
    Loop(simulation.machine, thread).run(1'000'000);
  });
  simulation.run();
  const std::vector<Event> asked = simulation.log.of_kind(EventKind::drop_request);
  const std::vector<Event> taken = simulation.log.of_kind(EventKind::take_gil);
  for (const Event& request : asked) {
    // The holder has had the lock for a whole interval at least.
    std::int64_t held_since = 0;
    for (const Event& take : taken) {
      if (take.time_ps <= request.time_ps) held_since = take.time_ps;
    }
    EXPECT_GE(request.time_ps - held_since, 5 * kMs);
  }
}

TEST(GilCpython311, TheQuantumOnTwoCoresIsTheIntervalAndTheWayBack) {
  for (const std::int64_t interval : {100 * kUs, 5 * kMs, 50 * kMs}) {
    MachineRun simulation(reference_machine(2));
    Process& process =
        simulation.add_process("cpython-3.11", SwitchInterval::of_time(interval, kTickPs));
    for (int i = 0; i < 2; ++i) simulation.add_loop(process, kSecondOfTicks / 2);
    const std::int64_t elapsed = simulation.run().end_ps;
    const std::int64_t p50 = median(simulation.quanta());
    EXPECT_GE(p50, interval + 70 * kUs);
    EXPECT_LE(p50, interval + 160 * kUs);
    // The lock itself costs a few per cent at most.
    EXPECT_LT(elapsed, interval < kMs ? 1250 * kMs : 1030 * kMs);
  }
}

// The loser of a handoff gets the core back only at a scheduling tick, and only then begins to
// wait: the period is the waiter's time-out and what follows, rounded up to whole ticks.
TEST(GilCpython311, OnOneCoreTheQuantumIsAMultipleOfTheSchedulingTick) {
  struct Case {
    std::int64_t tick_ps;
    std::int64_t expected_ps;
  };
  for (const Case& c : {Case{4 * kMs, 8 * kMs}, Case{1 * kMs, 6 * kMs}}) {
    MachineParameters parameters = reference_machine(1);
    parameters.tick_period_ps = c.tick_ps;
    MachineRun simulation(parameters);
    Process& process = simulation.add_process();
    for (int i = 0; i < 2; ++i) simulation.add_loop(process, kSecondOfTicks / 2);
    simulation.run();
    EXPECT_NEAR(static_cast<double>(median(simulation.quanta())),
                static_cast<double>(c.expected_ps), 0.01 * static_cast<double>(kMs));
  }
}

TEST(GilCpython311, WithoutWakeUpPreemptionTheQuantumOnOneCoreIsLonger) {
  MachineParameters parameters = reference_machine(1);
  parameters.wakeup_preemption = false;
  MachineRun simulation(parameters);
  Process& process = simulation.add_process();
  for (int i = 0; i < 2; ++i) simulation.add_loop(process, kSecondOfTicks / 2);
  simulation.run();
  EXPECT_GE(median(simulation.quanta()), 11 * kMs);
}

TEST(GilCpython311, ThreeThreadsOnOneCoreTakeTurns) {
  MachineRun simulation(reference_machine(1));
  Process& process = simulation.add_process();
  for (int i = 0; i < 3; ++i) simulation.add_loop(process, kSecondOfTicks / 3);
  simulation.run();
  const std::vector<Event> taken = simulation.log.of_kind(EventKind::take_gil);
  ASSERT_GT(taken.size(), 30u);
  for (std::size_t i = 5; i < 30; ++i) EXPECT_EQ(taken[i].thread, taken[i - 3].thread);
}

TEST(GilCpython311, ABlockingCallDropsTheLockAndPaysAnIntervalToComeBack) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  simulation.add_loop(process, kSecondOfTicks);
  std::vector<std::int64_t> rounds;
  simulation.add_thread(process, [&](Thread& thread) {
    for (int i = 0; i < 100; ++i) {
      const std::int64_t before = thread.now_ps();
      if (simulation.machine.sleep(thread, 300 * kUs) != Result::ok) return;
      rounds.push_back(thread.now_ps() - before);
    }
  });
  simulation.run();
  EXPECT_GT(median(rounds), 5300 * kUs);
  EXPECT_LT(median(rounds), 5600 * kUs);
}

TEST(GilCpython311, TheIntervalCanChangeWhileTheProgramRuns) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  SimulatedGil& gil = static_cast<SimulatedGil&>(*process.lock);
  simulation.add_thread(process, [&](Thread& thread) {
    gil.set_switch_interval(SwitchInterval::of_time(20 * kMs, kTickPs));
    Loop(simulation.machine, thread).run(kSecondOfTicks / 2);
  });
  simulation.add_loop(process, kSecondOfTicks / 2);
  simulation.run();
  EXPECT_GT(median(simulation.quanta()), 20 * kMs);
}

TEST(GilCpython311, HeldTimeIsTheTimeBetweenTakingAndDropping) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  for (int i = 0; i < 2; ++i) simulation.add_loop(process, 10'000'000);
  simulation.run();
  std::int64_t held = 0;
  for (const Event& event : simulation.log.of_kind(EventKind::drop_gil)) held += event.duration_ps;
  EXPECT_EQ(simulation.gil_stats(process).held_ps, held);
  EXPECT_GE(held, 20'000'000 * kTickPs);
}

TEST(GilPolicies, AnUnknownNameListsThoseThereAre) {
  std::string error;
  EXPECT_EQ(find_gil_policy("cpython-9", &error), nullptr);
  EXPECT_EQ(error,
            "unknown GIL policy 'cpython-9'; there are: cpython-2.7, cpython-3.2, cpython-3.10, "
            "cpython-3.11, free-threaded, micropython, ruby, round-robin");
  ASSERT_NE(find_gil_policy("cpython-3.11", &error), nullptr);
  EXPECT_EQ(find_gil_policy("cpython-3.11", &error)->check_points, CheckPointFamily::python_3_11);
}

TEST(GilPolicies, IntervalsConvertByTheMeanTick) {
  const SwitchInterval time = SwitchInterval::of_time(5 * kMs, 2743);
  EXPECT_EQ(time.ticks, 1'822'821);
  EXPECT_FALSE(time.in_ticks);
  const SwitchInterval ticks = SwitchInterval::of_ticks(1'000'000, 2743);
  EXPECT_EQ(ticks.time_ps, 2'743'000'000);
  EXPECT_EQ(SwitchInterval::of_ticks(INT64_MAX, 2743).ticks, INT64_MAX / 4 / 2743);
  EXPECT_EQ(SwitchInterval::of_time(0, 2743).time_ps, kPicosecondsPerMicrosecond);
}

}  // namespace
}  // namespace gilsim::runtime
