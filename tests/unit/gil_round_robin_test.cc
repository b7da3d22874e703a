// SPDX-License-Identifier: MIT
//
// The textbook's lock: turns of exactly N ticks, in the order of waiting.
#include "tests/unit/machine_fixture.h"

#include <gtest/gtest.h>

namespace gilsim::runtime {
namespace {

SwitchInterval every(std::int64_t ticks) { return SwitchInterval::of_ticks(ticks, kTickPs); }

TEST(GilRoundRobin, HandsOverAtTheExactTick) {
  for (const std::int64_t cores : {2, 3, 8}) {
    MachineRun simulation(reference_machine(cores));
    Process& process = simulation.add_process("round-robin", every(100));
    for (int i = 0; i < 3; ++i) simulation.add_loop(process, 10'050);
    const std::int64_t end = simulation.run().end_ps;
    const std::vector<Event> dropped = simulation.log.of_kind(EventKind::drop_gil);
    const std::vector<Event> taken = simulation.log.of_kind(EventKind::take_gil);
    ASSERT_GT(taken.size(), 290u);
    // (The third thread may have to wait for a core before it can wait for the lock.)
    for (std::size_t i = 50; i < 290; ++i) {
      EXPECT_EQ(taken[i].thread, taken[i - 3].thread);
      EXPECT_EQ(dropped[i].tick % 100, 0);
      EXPECT_EQ(dropped[i].cause, Cause::switch_interval);
      EXPECT_EQ(dropped[i].duration_ps, 100 * kTickPs);
      // The next turn begins where this one ends.
      EXPECT_EQ(taken[i + 1].time_ps, dropped[i].time_ps);
    }
    EXPECT_NEAR(static_cast<double>(end), 3.0 * 10'050 * kTickPs, 100.0 * kUs);
  }
}

TEST(GilRoundRobin, OneTickTurnsWork) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("round-robin", every(1));
  for (int i = 0; i < 2; ++i) simulation.add_loop(process, 1000);
  simulation.run();
  EXPECT_NEAR(static_cast<double>(simulation.gil_stats(process).handoffs), 1999, 1);
}

TEST(GilRoundRobin, AHolderNobodyWaitsForGoesOn) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("round-robin", every(100));
  simulation.add_loop(process, 1'000'000);
  simulation.run();
  EXPECT_EQ(simulation.gil_stats(process).acquisitions, 1);
}

TEST(GilRoundRobin, BlockingHandsOverAtOnce) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("round-robin", every(1'000'000));
  simulation.add_thread(process, [&](Thread& thread) {
    Loop(simulation.machine, thread).run(500);
    simulation.machine.sleep(thread, kMs);
    Loop(simulation.machine, thread).run(500);
  });
  simulation.add_loop(process, 1'200'000);
  simulation.run();
  const std::vector<Event> taken = simulation.log.of_kind(EventKind::take_gil);
  ASSERT_EQ(taken.size(), 4u);
  EXPECT_EQ(taken[1].time_ps, 500 * kTickPs);
  // The sleeper comes back after a millisecond and waits until the other's million is used up.
  EXPECT_EQ(taken[2].time_ps, 1'000'500 * kTickPs);
  EXPECT_EQ(taken[2].thread, 1u);
}

TEST(GilRoundRobin, AHandoverCostsWhatTheProfileSays) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.machine.create_process("MainProcess", {});
  std::string error;
  process.lock =
      std::make_unique<SimulatedGil>(simulation.machine, *find_gil_policy("round-robin", &error),
                                     GilSettings{every(100), 5 * kUs});
  for (int i = 0; i < 2; ++i) simulation.add_loop(process, 1000);
  simulation.run();
  const std::vector<Event> taken = simulation.log.of_kind(EventKind::take_gil);
  const std::vector<Event> dropped = simulation.log.of_kind(EventKind::drop_gil);
  EXPECT_EQ(taken[4].time_ps, dropped[3].time_ps + 5 * kUs);
}

TEST(GilRoundRobin, GoesOnWhenHolderOrSuccessorIsCancelled) {
  MachineRun simulation(reference_machine(1));
  Process& process = simulation.add_process("round-robin", every(100));
  Process& other = simulation.add_process("");
  Thread& first = simulation.add_loop(process, INT64_MAX / 2);
  Thread& second = simulation.add_loop(process, INT64_MAX / 2);
  Thread& third = simulation.add_loop(process, 3'000'000);
  simulation.add_thread(other, [&](Thread& thread) {
    simulation.machine.sleep(thread, kMs);
    simulation.machine.cancel(thread, first);
    simulation.machine.sleep(thread, kMs);
    simulation.machine.cancel(thread, second);
  });
  EXPECT_EQ(simulation.run().outcome, Outcome::finished);
  EXPECT_EQ(third.ticks(), 3'000'000);
}

}  // namespace
}  // namespace gilsim::runtime
