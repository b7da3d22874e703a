// SPDX-License-Identifier: MIT
//
// Ruby's lock, step by step as its file tells it.
#include "tests/unit/machine_fixture.h"

#include <gtest/gtest.h>

namespace gilsim::runtime {
namespace {

constexpr std::int64_t kSecondOfTicks = kPicosecondsPerSecond / kTickPs;
constexpr std::int64_t kSlice = 100 * kMs;

SwitchInterval slice(std::int64_t time_ps) { return SwitchInterval::of_time(time_ps, kTickPs); }

TEST(GilRuby, AnOwnerNobodyWaitsForIsNeverInterrupted) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("ruby", slice(kSlice));
  simulation.add_loop(process, kSecondOfTicks);
  simulation.run();
  EXPECT_EQ(simulation.gil_stats(process).acquisitions, 1);
  EXPECT_EQ(simulation.gil_stats(process).drop_requests, 0);
}

TEST(GilRuby, TurnsAreSlices) {
  for (const std::int64_t cores : {1, 2}) {
    MachineRun simulation(reference_machine(cores));
    Process& process = simulation.add_process("ruby", slice(kSlice));
    for (int i = 0; i < 2; ++i) simulation.add_loop(process, kSecondOfTicks);
    simulation.run();
    const std::int64_t p50 = median(simulation.quanta());
    EXPECT_GT(p50, kSlice);
    EXPECT_LT(p50, kSlice + 10 * kMs);
  }
}

TEST(GilRuby, WaitersAreServedInTurn) {
  MachineRun simulation(reference_machine(4));
  Process& process = simulation.add_process("ruby", slice(5 * kMs));
  for (int i = 0; i < 4; ++i) simulation.add_loop(process, kSecondOfTicks / 4);
  simulation.run();
  const std::vector<Event> taken = simulation.log.of_kind(EventKind::take_gil);
  ASSERT_GT(taken.size(), 40u);
  for (std::size_t i = 6; i < 40; ++i) EXPECT_EQ(taken[i].thread, taken[i - 4].thread) << i;
}

TEST(GilRuby, AThreadThatBlocksComesBackAtTheEndOfASlice) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("ruby", slice(kSlice));
  simulation.add_loop(process, kSecondOfTicks);
  std::vector<std::int64_t> rounds;
  simulation.add_thread(process, [&](Thread& thread) {
    for (int i = 0; i < 8; ++i) {
      const std::int64_t before = thread.now_ps();
      if (simulation.machine.sleep(thread, kMs) != Result::ok) return;
      rounds.push_back(thread.now_ps() - before);
    }
  });
  simulation.run();
  EXPECT_GT(median(rounds), kSlice);
  EXPECT_LT(median(rounds), kSlice + 2 * kMs);
}

TEST(GilRuby, GoesOnWhenOwnerAndTimerAreCancelled) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process("ruby", slice(kMs));
  Process& other = simulation.add_process("");
  Thread& first = simulation.add_loop(process, INT64_MAX / 2);
  Thread& second = simulation.add_loop(process, INT64_MAX / 2);
  Thread& third = simulation.add_loop(process, 3'000'000);
  Thread& fourth = simulation.add_loop(process, 3'000'000);
  simulation.add_thread(other, [&](Thread& thread) {
    simulation.machine.sleep(thread, 500 * kUs);
    simulation.machine.cancel(thread, first);
    simulation.machine.sleep(thread, 300 * kUs);
    simulation.machine.cancel(thread, second);
  });
  EXPECT_EQ(simulation.run().outcome, Outcome::finished);
  EXPECT_EQ(third.ticks(), 3'000'000);
  EXPECT_EQ(fourth.ticks(), 3'000'000);
}

}  // namespace
}  // namespace gilsim::runtime
