// SPDX-License-Identifier: MIT
//
// The condition variable: to whom a signal belongs.
#include "runtime/machine/wait.h"
#include "tests/unit/machine_fixture.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gilsim::runtime {
namespace {

// Threads without a GIL that do one thing each at a given time, and a note of who got a signal, in
// this order. As many cores as threads: nobody waits for one.
class ConditionRun {
 public:
  ConditionRun() : run_(machine()), process_(run_.add_process("free-threaded")) {}

  // At `begin_ps` the thread begins to wait.
  Thread& add_waiter(std::int64_t begin_ps, std::int64_t deadline_ps = kNoDeadline) {
    return run_.add_thread(process_, [this, begin_ps, deadline_ps](Thread& thread) {
      Machine& machine = run_.machine;
      run_.machine.spend(thread, begin_ps);
      mutex_.lock(machine, thread, {});
      const Result result = condition_.wait(machine, thread, mutex_, deadline_ps, {});
      if (result == Result::ok) signalled.push_back(thread.id);
      if (result == Result::timed_out) timed_out.push_back(thread.id);
      mutex_.unlock(machine, thread);
    });
  }
  void add_signals(std::vector<std::int64_t> times_ps) {
    run_.add_thread(process_, [this, times_ps = std::move(times_ps)](Thread& thread) {
      for (const std::int64_t time_ps : times_ps) {
        run_.machine.spend(thread, time_ps - thread.now_ps());
        condition_.signal(run_.machine, thread);
      }
    });
  }
  RunResult run() { return run_.run(); }
  // How often the thread went to sleep.
  std::int64_t sleeps(const Thread& thread) const {
    const std::vector<Event> blocks = run_.log.of_kind(EventKind::block);
    return std::count_if(blocks.begin(), blocks.end(),
                         [&](const Event& event) { return event.thread == thread.id; });
  }

  std::vector<std::uint32_t> signalled;
  std::vector<std::uint32_t> timed_out;

 private:
  static MachineParameters machine() {
    MachineParameters parameters = reference_machine(8);
    parameters.futex_wait_entry_ps = kUs;
    parameters.lock_transfer_min_ps = parameters.lock_transfer_max_ps = 0;
    return parameters;
  }

  MachineRun run_;
  Process& process_;
  Mutex mutex_;
  Condition condition_;
};

TEST(Condition, AWaiterThatIsNotYetAsleepTakesTheSignalForWhichASleeperIsWoken) {
  ConditionRun run;
  const Thread& sleeper = run.add_waiter(0);
  const Thread& newcomer = run.add_waiter(kMs);
  run.add_signals({kMs + kUs / 2, 2 * kMs});
  EXPECT_EQ(run.run().outcome, Outcome::finished);
  EXPECT_EQ(run.signalled, (std::vector<std::uint32_t>{newcomer.id, sleeper.id}));
  EXPECT_EQ(run.sleeps(newcomer), 0);
  EXPECT_EQ(run.sleeps(sleeper), 2);  // woken for nothing, it sleeps again
}

TEST(Condition, OnceAsleepTheOneThatHasSleptLongestIsFirst) {
  ConditionRun run;
  const Thread& first = run.add_waiter(0);
  const Thread& second = run.add_waiter(kMs);
  run.add_signals({kMs + 10 * kUs, 2 * kMs});
  EXPECT_EQ(run.run().outcome, Outcome::finished);
  EXPECT_EQ(run.signalled, (std::vector<std::uint32_t>{first.id, second.id}));
}

TEST(Condition, SignalsGoToThoseWhoWaitedWhenTheLastGroupHadAllOfItsOwn) {
  ConditionRun run;
  const Thread& first = run.add_waiter(0);
  const Thread& second = run.add_waiter(0);
  // It comes after a signal has closed the group of the two: it is not asleep when the next one is
  // given, but that is not for it.
  const Thread& newcomer = run.add_waiter(2 * kMs);
  run.add_signals({kMs, 2 * kMs + kUs / 2, 3 * kMs});
  EXPECT_EQ(run.run().outcome, Outcome::finished);
  EXPECT_EQ(run.signalled, (std::vector<std::uint32_t>{first.id, second.id, newcomer.id}));
}

TEST(Condition, AWaiterWhoseTimeRanOutLeavesItsSignalToTheOthers) {
  ConditionRun run;
  const Thread& patient = run.add_waiter(0);
  const Thread& impatient = run.add_waiter(0, kMs);
  run.add_signals({3 * kMs});
  EXPECT_EQ(run.run().outcome, Outcome::finished);
  EXPECT_EQ(run.timed_out, (std::vector<std::uint32_t>{impatient.id}));
  EXPECT_EQ(run.signalled, (std::vector<std::uint32_t>{patient.id}));
}

TEST(Condition, ASignalForNobodyIsLostAndCostsNoSystemCall) {
  ConditionRun run;
  run.add_signals({kMs});
  const Thread& waiter = run.add_waiter(2 * kMs, 3 * kMs);
  EXPECT_EQ(run.run().outcome, Outcome::finished);
  EXPECT_EQ(run.timed_out, (std::vector<std::uint32_t>{waiter.id}));
}

}  // namespace
}  // namespace gilsim::runtime
