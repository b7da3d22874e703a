// SPDX-License-Identifier: MIT
//
// The check interval of 2.7, step by step as its file tells it, and what follows from a semaphore
// that is posted and taken again at once.
#include "tests/unit/machine_fixture.h"

#include <gtest/gtest.h>

namespace gilsim::runtime {
namespace {

SwitchInterval check_interval(std::int64_t ticks) {
  return SwitchInterval::of_ticks(ticks, kTickPs);
}

void add_counted_loop(MachineRun& simulation, Process& process, std::int64_t ticks) {
  simulation.add_thread(process, [&simulation, ticks](Thread& thread) {
    Loop(simulation.machine, thread, /*counts=*/true).run(ticks);
  });
}

std::vector<Event> releases(const MachineRun& simulation) {
  std::vector<Event> found;
  for (const Event& event : simulation.log.of_kind(EventKind::drop_gil)) {
    if (event.cause == Cause::switch_interval) found.push_back(event);
  }
  return found;
}

TEST(GilCpython27, ReleasesAfterEveryNPlusFirstCountedTickThoughNobodyWaits) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("cpython-2.7", check_interval(100));
  add_counted_loop(simulation, process, 0);
  add_counted_loop(simulation, process, 7 * 3367);
  simulation.run();
  const std::vector<Event> released = releases(simulation);
  // The ticker begins at 0: the first counted instruction makes it negative. From then on 101
  // counted instructions lie between two releases; 3367 iterations have 10101.
  ASSERT_EQ(released.size(), 101u);
  EXPECT_EQ(released[0].tick, 1);
  EXPECT_EQ(released[1].tick, 33 * kLoopTicks + 7);
  for (std::size_t i = 3; i < released.size(); ++i) {
    EXPECT_EQ(released[i].tick - released[i - 3].tick, 101 * kLoopTicks);
  }
  EXPECT_EQ(simulation.gil_stats(process).handoffs, 1);
  EXPECT_EQ(simulation.gil_stats(process).missed_wakeups, 0);
}

TEST(GilCpython27, AProgramWithoutThreadsReleasesNothing) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("cpython-2.7", check_interval(100));
  add_counted_loop(simulation, process, 700'000);
  simulation.run();
  EXPECT_EQ(simulation.gil_stats(process).acquisitions, 1);
}

TEST(GilCpython27, TheTickerGoesOnWhereABlockingCallLeftIt) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("cpython-2.7", check_interval(100));
  add_counted_loop(simulation, process, 0);
  simulation.add_thread(process, [&](Thread& thread) {
    Loop loop(simulation.machine, thread, true);
    for (int i = 0; i < 101; ++i) {
      loop.run(7);
      if (simulation.machine.sleep(thread, 10 * kUs) != Result::ok) return;
    }
  });
  simulation.run();
  // 303 counted instructions: the first one, and two times 101 more.
  EXPECT_EQ(releases(simulation).size(), 3u);
}

TEST(GilCpython27, AWaiterThatIsStillWakingFindsTheTokenTaken) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("cpython-2.7", check_interval(100));
  for (int i = 0; i < 2; ++i) add_counted_loop(simulation, process, 7'000'000);
  simulation.run();
  const GilStats& stats = simulation.gil_stats(process);
  EXPECT_GT(stats.missed_wakeups, 100);
  EXPECT_GT(stats.handoffs, 100);
  EXPECT_GT(stats.acquisitions, 5 * stats.handoffs);
  EXPECT_EQ(stats.drop_requests, 0);
  EXPECT_EQ(stats.forced_switches, 0);
}

TEST(GilCpython27, OnOneCoreTheTurnIsTheSchedulersTick) {
  for (const std::int64_t tick_ps : {4 * kMs, 1 * kMs}) {
    MachineParameters parameters = reference_machine(1);
    parameters.tick_period_ps = tick_ps;
    MachineRun simulation(parameters);
    Process& process = simulation.add_process("cpython-2.7", check_interval(100));
    for (int i = 0; i < 2; ++i) add_counted_loop(simulation, process, 70'000'000);
    const RunResult result = simulation.run();
    const GilStats& stats = simulation.gil_stats(process);
    EXPECT_NEAR(static_cast<double>(result.end_ps) / static_cast<double>(stats.handoffs),
                static_cast<double>(tick_ps), 0.1 * static_cast<double>(tick_ps));
  }
}

TEST(GilCpython27, GoesOnWhenTheHolderIsCancelled) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("cpython-2.7", check_interval(100));
  Process& other = simulation.add_process("");
  Thread& first = simulation.add_thread(
      process, [&](Thread& thread) { Loop(simulation.machine, thread, true).run(INT64_MAX / 2); });
  add_counted_loop(simulation, process, 7'000'000);
  simulation.add_thread(other, [&](Thread& thread) {
    simulation.machine.sleep(thread, kMs);
    simulation.machine.cancel(thread, first);
  });
  EXPECT_EQ(simulation.run().outcome, Outcome::finished);
}

}  // namespace
}  // namespace gilsim::runtime
