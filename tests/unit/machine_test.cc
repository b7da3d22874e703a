// SPDX-License-Identifier: MIT
//
// The simulated machine without an interpreter: time, cores, waiting, ends, limits. Every
// simulation here also checks that the accounting sums exactly, by the threads' sums and by the
// events.
#include "runtime/machine/machine.h"

#include "runtime/machine/wait.h"
#include "tests/unit/machine_fixture.h"

#include <atomic>

namespace gilsim::runtime {
namespace {

std::int64_t in_state(const Thread& thread, ThreadState state) {
  return thread.time_in_state_ps[static_cast<std::size_t>(state)];
}

TEST(Machine, OneThreadTakesTheTimeOfItsTicks) {
  MachineRun simulation(reference_machine(1));
  Process& process = simulation.add_process("");
  Thread& thread = simulation.add_loop(process, 10'000'000);
  EXPECT_EQ(simulation.run().outcome, Outcome::finished);
  EXPECT_EQ(thread.lifetime_ps(), 10'000'000 * kTickPs);
  EXPECT_EQ(thread.ticks(), 10'000'000);
  EXPECT_EQ(simulation.machine.ticks(), 10'000'000);
  EXPECT_EQ(in_state(thread, ThreadState::running), thread.lifetime_ps());
}

TEST(Machine, TheClockIsExactInsideAGrant) {
  MachineRun simulation(reference_machine(1));
  simulation.add_thread(simulation.add_process(""), [&](Thread& thread) {
    Loop loop(simulation.machine, thread);
    for (int i = 1; i <= 1000; ++i) {
      ASSERT_TRUE(loop.run(13));
      ASSERT_EQ(thread.now_ps(), i * 13 * kTickPs);
      ASSERT_EQ(thread.ticks(), i * 13);
    }
    simulation.machine.charge(thread, 3 * kMs);
    ASSERT_EQ(thread.now_ps(), 13'000 * kTickPs + 3 * kMs);
    ASSERT_EQ(simulation.machine.poll(thread), Result::ok);
    ASSERT_EQ(thread.now_ps(), 13'000 * kTickPs + 3 * kMs);
  });
  simulation.run();
}

TEST(Machine, TwoProcessesOnTwoCoresTakeHalfTheTime) {
  constexpr std::int64_t kTicks = 20'000'000;
  std::array<std::int64_t, 2> elapsed{};
  for (const std::int64_t cores : {1, 2}) {
    MachineRun simulation(reference_machine(cores));
    for (int i = 0; i < 2; ++i) simulation.add_loop(simulation.add_process(), kTicks / 2);
    elapsed[static_cast<std::size_t>(cores - 1)] = simulation.run().end_ps;
  }
  EXPECT_NEAR(static_cast<double>(elapsed[0]) / (kTicks * kTickPs), 1, 0.001);
  EXPECT_NEAR(static_cast<double>(elapsed[1]) / static_cast<double>(elapsed[0]), 0.5, 0.001);
}

TEST(Machine, ATimeSliceEndsAtATickOnly) {
  MachineRun simulation(reference_machine(1));
  Process& process = simulation.add_process("");
  for (int i = 0; i < 3; ++i) simulation.add_loop(process, 20'000'000);
  simulation.run();
  const std::int64_t period = simulation.machine.parameters().tick_period_ps;
  std::int64_t phase = -1;
  int slices = 0;
  for (const Event& event : simulation.log.of_kind(EventKind::state)) {
    if (event.cause != Cause::time_slice) continue;
    ++slices;
    if (phase < 0) phase = event.time_ps % period;
    EXPECT_EQ(event.time_ps % period, phase);
  }
  EXPECT_NEAR(slices, 3 * 20'000'000 * kTickPs / period, 4);
}

TEST(Machine, SleepEndsLateBySlackAndWakeUp) {
  MachineRun simulation(reference_machine(1));
  const MachineParameters& p = simulation.machine.parameters();
  Thread& thread = simulation.add_thread(simulation.add_process(""), [&](Thread& t) {
    for (const std::int64_t duration : {0 * kMs, 1000 * kMs, 3600'000 * kMs}) {
      const std::int64_t before = t.now_ps();
      ASSERT_EQ(simulation.machine.sleep(t, duration), Result::ok);
      const std::int64_t late = t.now_ps() - before - duration;
      EXPECT_GE(late, p.timer_slack_ps + p.timer_interrupt_ps + p.wake_idle_short_min_ps);
      EXPECT_LE(late, p.timer_slack_ps + p.timer_interrupt_ps + p.wake_idle_long_max_ps + kUs);
    }
  });
  simulation.run();
  EXPECT_GE(in_state(thread, ThreadState::sleeping), 3601 * kPicosecondsPerSecond - kMs);
  EXPECT_EQ(in_state(thread, ThreadState::running), 0);
}

TEST(Machine, SleepersOverlapOnOneCore) {
  MachineRun simulation(reference_machine(1));
  Process& process = simulation.add_process();
  for (int i = 0; i < 16; ++i) {
    simulation.add_thread(process, [&](Thread& thread) {
      for (int k = 0; k < 4; ++k) simulation.machine.sleep(thread, 50 * kMs);
    });
  }
  const std::int64_t elapsed = simulation.run().end_ps;
  EXPECT_GT(elapsed, 200 * kMs);
  EXPECT_LT(elapsed, 206 * kMs);
}

TEST(Machine, NativeWorkRunsBesideOthers) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  std::vector<Thread*> threads;
  for (int i = 0; i < 2; ++i) {
    threads.push_back(&simulation.add_thread(process, [&](Thread& thread) {
      simulation.machine.run_without_gil(thread, 100 * kMs, {});
    }));
  }
  EXPECT_LT(simulation.run().end_ps, 101 * kMs);
  for (const Thread* thread : threads) {
    EXPECT_EQ(in_state(*thread, ThreadState::native), 100 * kMs);
  }
}

TEST(Machine, WorkThatANativeChargesIsPreemptedLikeAnyOther) {
  MachineRun simulation(reference_machine(1));
  Process& process = simulation.add_process("");
  Thread& heavy = simulation.add_thread(process, [&](Thread& thread) {
    simulation.machine.charge(thread, 100 * kMs);
    simulation.machine.poll(thread);
  });
  Thread& light = simulation.add_loop(process, 1'000'000);  // 2.7 ms
  simulation.run();
  EXPECT_LT(light.end_ps, 10 * kMs);
  EXPECT_EQ(in_state(heavy, ThreadState::running), 100 * kMs);
}

TEST(Machine, JoinReturnsWhenTheOtherOneHasEnded) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  Thread* child = nullptr;
  Thread& parent = simulation.add_thread(process, [&](Thread& thread) {
    child = simulation.machine.create_thread(
        process, "child", [&](Thread& t) { Loop(simulation.machine, t).run(10'000'000); },
        {.creator = &thread});
    ASSERT_NE(child, nullptr);
    EXPECT_EQ(simulation.machine.join(thread, *child, thread.now_ps() + 1 * kMs),
              Result::timed_out);
    EXPECT_FALSE(child->ending);
    EXPECT_EQ(simulation.machine.join(thread, *child), Result::ok);
    EXPECT_TRUE(child->ending);
    EXPECT_EQ(simulation.machine.join(thread, *child), Result::ok);
  });
  EXPECT_EQ(simulation.run().outcome, Outcome::finished);
  EXPECT_GT(in_state(parent, ThreadState::blocked_lock), 20 * kMs);
  EXPECT_GE(parent.end_ps, child->end_ps);
}

TEST(Machine, AProcessEndsWithItsCodeAndWithoutItsDaemons) {
  MachineRun simulation(reference_machine(2));
  Process& parent = simulation.add_process();
  bool unwound = false;
  simulation.add_thread(parent, [&](Thread& thread) {
    SimulatedMachine& machine = simulation.machine;
    Process& child = machine.create_process("child", {&parent, &thread, Cause::fork});
    child.lock = std::make_unique<SimulatedGil>(
        machine, gil_policies().front(), static_cast<SimulatedGil&>(*parent.lock).settings());
    machine.create_thread(child, "MainThread",
                          [&](Thread& t) {
                            machine.create_thread(child, "daemon",
                                                  [&](Thread& daemon) {
                                                    EXPECT_EQ(machine.sleep(daemon, 3600'000 * kMs),
                                                              Result::cancelled);
                                                    EXPECT_EQ(machine.sleep(daemon, kMs),
                                                              Result::cancelled);
                                                    unwound = true;
                                                  },
                                                  {.daemon = true, .creator = &t});
                            machine.sleep(t, kMs);
                            machine.end_process(t, child, 7);
                          },
                          {.creator = &thread});
    EXPECT_EQ(machine.wait_for_process(thread, child), Result::ok);
    EXPECT_TRUE(unwound);
    EXPECT_TRUE(child.ended);
    EXPECT_EQ(child.exit_code, 7);
    EXPECT_EQ(child.id, 1001u);
  });
  const RunResult result = simulation.run();
  EXPECT_EQ(result.outcome, Outcome::finished);
  EXPECT_LT(result.end_ps, 10 * kMs);
}

TEST(Machine, CancelReachesThreadsInEveryState) {
  for (const std::int64_t cores : {1, 2}) {
    MachineRun simulation(reference_machine(cores));
    Process& process = simulation.add_process();
    Semaphore never(0);
    int unwound = 0;
    const auto add = [&](auto step) {
      simulation.add_thread(process, [&, step](Thread& thread) {
        while (step(thread) != Result::cancelled) {
        }
        ++unwound;
      });
    };
    SimulatedMachine& machine = simulation.machine;
    simulation.add_thread(process, [&](Thread& thread) {
      machine.sleep(thread, 20 * kMs);
      EXPECT_EQ(unwound, 0);
      EXPECT_EQ(machine.cancel(thread, process), Result::cancelled);
      EXPECT_EQ(unwound, 0);
    });
    add([&](Thread& t) { return machine.sleep(t, 3600'000 * kMs); });
    add([&](Thread& t) { return machine.run_without_gil(t, 3600'000 * kMs, {}); });
    add([&](Thread& t) { return Loop(machine, t).run(1000) ? Result::ok : Result::cancelled; });
    add([&](Thread& t) { return Loop(machine, t).run(1000) ? Result::ok : Result::cancelled; });
    add([&](Thread& t) {
      machine.before_blocking(t, Cause::lock);
      never.wait(machine, t, kNoDeadline, {});
      return machine.after_blocking(t, Cause::lock);
    });
    const RunResult result = simulation.run();
    EXPECT_EQ(result.outcome, Outcome::finished);
    EXPECT_EQ(unwound, 5);
    EXPECT_LT(result.end_ps, 100 * kMs);
  }
}

TEST(Machine, TheOthersGoOnWhenTheHolderIsCancelled) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  Process& other = simulation.add_process("");
  Thread& holder = simulation.add_loop(process, INT64_MAX / 2);
  Thread& waiter = simulation.add_loop(process, 1'000'000);
  simulation.add_thread(other, [&](Thread& thread) {
    simulation.machine.sleep(thread, 1 * kMs);
    simulation.machine.cancel(thread, holder);
  });
  EXPECT_EQ(simulation.run().outcome, Outcome::finished);
  EXPECT_EQ(waiter.ticks(), 1'000'000);
  EXPECT_LT(waiter.end_ps, 6 * kMs);
}

TEST(Machine, DeadlockNamesWhoWaitsForWhatAndTheCycle) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  WaitQueue a;
  WaitQueue b;
  std::array<Thread*, 3> threads{};
  SimulatedMachine& machine = simulation.machine;
  threads[0] = &simulation.add_thread(process, [&](Thread& thread) {
    machine.sleep(thread, kMs);
    machine.wait(thread, a, kNoDeadline, {WaitKind::lock, 1, "lock a", threads[1]});
  });
  threads[1] = &simulation.add_thread(process, [&](Thread& thread) {
    machine.wait(thread, b, kNoDeadline, {WaitKind::lock, 2, "lock b", threads[0]});
  });
  threads[2] =
      &simulation.add_thread(process, [&](Thread& thread) { machine.join(thread, *threads[0]); });
  const RunResult result = simulation.run();
  EXPECT_EQ(result.outcome, Outcome::deadlock);
  ASSERT_EQ(result.blocked.size(), 3u);
  EXPECT_EQ(result.blocked[0].description, "lock a");
  EXPECT_EQ(result.blocked[0].owner, threads[1]);
  EXPECT_EQ(result.blocked[2].kind, WaitKind::thread_end);
  EXPECT_EQ(result.blocked[2].owner, threads[0]);
  EXPECT_EQ(result.cycle, (std::vector<const Thread*>{threads[0], threads[1]}));
}

TEST(Machine, AWakeBetweenTheLookAndTheWaitIsNotLost) {
  MachineRun simulation(reference_machine(2));
  Process& process = simulation.add_process();
  WaitQueue queue;
  bool ready = false;
  SimulatedMachine& machine = simulation.machine;
  simulation.add_thread(process, [&](Thread& thread) {
    while (!ready) {
      const WaitReason reason{WaitKind::queue, 1, "q", nullptr};
      ASSERT_EQ(machine.wait(thread, queue, kNoDeadline, reason), Result::ok);
    }
  });
  simulation.add_thread(process, [&](Thread& thread) {
    ready = true;
    EXPECT_EQ(machine.wake(thread, queue), Result::ok);
  });
  EXPECT_EQ(simulation.run().outcome, Outcome::finished);
}

TEST(Machine, SemaphoresWakeInOrderAndHandNothingOver) {
  MachineRun simulation(reference_machine(4));
  Process& process = simulation.add_process("");
  Semaphore semaphore(0);
  std::vector<std::uint32_t> order;
  SimulatedMachine& machine = simulation.machine;
  for (int i = 0; i < 3; ++i) {
    simulation.add_thread(process, [&, i](Thread& thread) {
      machine.sleep(thread, (i + 1) * kMs);
      EXPECT_EQ(semaphore.wait(machine, thread, kNoDeadline, {}), Result::ok);
      order.push_back(thread.id);
    });
  }
  simulation.add_thread(process, [&](Thread& thread) {
    machine.sleep(thread, 10 * kMs);
    semaphore.post(machine, thread);
    // The woken thread is still on its way: the poster is faster.
    EXPECT_EQ(semaphore.try_wait(machine, thread), Result::ok);
    order.push_back(thread.id);
    machine.sleep(thread, 10 * kMs);
    for (int i = 0; i < 3; ++i) {
      semaphore.post(machine, thread);
      machine.sleep(thread, kMs);
    }
    EXPECT_EQ(semaphore.wait(machine, thread, thread.now_ps() + kMs, {}), Result::timed_out);
  });
  EXPECT_EQ(simulation.run().outcome, Outcome::finished);
  // The first one lost its place at the head when the poster took its token.
  EXPECT_EQ(order, (std::vector<std::uint32_t>{4, 2, 3, 1}));
}

TEST(Machine, LimitsEndTheRunAndCancelEverybody) {
  const auto outcome_with = [](Limits limits, std::int64_t* ticks = nullptr) {
    MachineRun simulation(reference_machine(2), limits);
    Process& process = simulation.add_process();
    for (int i = 0; i < 3; ++i) simulation.add_loop(process, INT64_MAX / 2);
    const RunResult result = simulation.run();
    if (ticks != nullptr) *ticks = simulation.machine.ticks();
    return result.outcome;
  };
  Limits ticks;
  ticks.ticks = 12'345'678;
  std::int64_t executed = 0;
  EXPECT_EQ(outcome_with(ticks, &executed), Outcome::tick_limit);
  EXPECT_EQ(executed, 12'345'678);
  Limits time;
  time.time_ps = 30 * kMs;
  EXPECT_EQ(outcome_with(time), Outcome::time_limit);
  const std::atomic<bool> interrupt(true);
  Limits interrupted;
  interrupted.interrupt = &interrupt;
  EXPECT_EQ(outcome_with(interrupted), Outcome::interrupted);
}

TEST(Machine, TwoRunsGiveTheSameEvents) {
  const auto run = [](std::uint64_t seed) {
    MachineRun simulation(reference_machine(2), {}, seed);
    SimulatedMachine& machine = simulation.machine;
    for (int p = 0; p < 2; ++p) {
      Process& process = simulation.add_process();
      for (int i = 0; i < 3; ++i) {
        simulation.add_thread(process, [&machine, i](Thread& thread) {
          Loop loop(machine, thread);
          for (int k = 0; k < 20; ++k) {
            loop.run(100'000 + 1000 * i);
            machine.sleep(thread, i * kMs);
          }
        });
      }
    }
    simulation.run();
    return simulation.log.text();
  };
  const std::string once = run(1);
  EXPECT_EQ(once, run(1));
  EXPECT_NE(once, run(2));
  EXPECT_GT(once.size(), 10'000u);
}

// Grants are how the simulation goes fast; how long they are may not change what happens. A mix of
// processes that compute, sleep, lock, start threads and wake each other up, on too few cores.
TEST(Machine, TheLengthOfGrantsChangesNothing) {
  const auto run = [](std::int64_t cores, std::int64_t longest_grant_ps) {
    MachineParameters parameters = reference_machine(cores);
    parameters.longest_grant_ps = longest_grant_ps;
    MachineRun simulation(parameters);
    SimulatedMachine& machine = simulation.machine;
    Semaphore semaphore(1);
    WaitQueue queue;
    for (int p = 0; p < 4; ++p) {
      // The last one has a single thread: it can run far ahead of the others.
      Process& process = simulation.add_process(
          "cpython-3.11", SwitchInterval::of_time((p + 1) * 150 * kUs, kTickPs));
      for (int i = 0; i < 3 - p; ++i) {
        simulation.add_thread(process, [&, p, i](Thread& thread) {
          Loop loop(machine, thread);
          for (int k = 0; k < 12; ++k) {
            loop.run(30'000 + 7'919 * i + 104'729 * p);
            if (i == 0) machine.sleep(thread, (k % 3) * 170 * kUs);
            if (i == 1) {
              machine.before_blocking(thread, Cause::lock);
              semaphore.wait(machine, thread, kNoDeadline, {});
              machine.after_blocking(thread, Cause::lock);
              loop.run(9'001);
              semaphore.post(machine, thread);
            }
            if (i == 2) {
              machine.wait(thread, queue, thread.now_ps() + 2 * kMs,
                           {WaitKind::pipe_read, 1, "pipe", nullptr});
            }
            if (p > 0) machine.wake(thread, queue, 1);
          }
        });
      }
      simulation.add_loop(process, 5'000'000);
    }
    EXPECT_EQ(simulation.run().outcome, Outcome::finished);
    return simulation.log.text();
  };
  for (const std::int64_t cores : {1, 2, 3, 5}) {
    const std::string expected = run(cores, 200'000);
    EXPECT_EQ(run(cores, 10 * kMs), expected) << cores << " cores";
    EXPECT_EQ(run(cores, 37 * kUs), expected) << cores << " cores";
  }
}

TEST(Machine, AnIdleCoreFetchesReadyThreads) {
  MachineRun simulation(reference_machine(2));
  // Three processes on two cores: one shares a core until a core has nothing left to do.
  std::vector<Thread*> threads;
  for (const std::int64_t ticks : {3'000'000, 12'000'000, 12'000'000}) {
    threads.push_back(&simulation.add_loop(simulation.add_process(), ticks));
  }
  const std::int64_t end = simulation.run().end_ps;
  EXPECT_LT(end, 16'000'000 * kTickPs);
}

TEST(Machine, EveryProcessHasALockOfItsOwn) {
  MachineRun simulation(reference_machine(2));
  Process& first = simulation.add_process();
  Process& second = simulation.add_process();
  simulation.add_loop(first, 10'000'000);
  simulation.add_loop(second, 10'000'000);
  simulation.run();
  EXPECT_EQ(simulation.gil_stats(first).handoffs, 0);
  EXPECT_EQ(simulation.gil_stats(second).handoffs, 0);
  EXPECT_EQ(simulation.gil_stats(first).acquisitions, 1);
}

}  // namespace
}  // namespace gilsim::runtime
