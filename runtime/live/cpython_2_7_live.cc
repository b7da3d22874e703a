// SPDX-License-Identifier: MIT
//
// The lock of CPython 2.7 on real threads: a POSIX semaphore with one token, as
// Python/thread_pthread.h makes it, and the ticker of Python/ceval.c. runtime/gil/cpython_2_7.cc
// tells the protocol.
//
// To take the lock is sem_wait, to drop it is sem_post. The ticker goes with the lock: who has it
// counts down, and at the check point where it falls below zero sets it to the check interval,
// posts and waits again at once, whether or not anybody else waits, if the process has ever had a
// second thread.
//
// What differs from the simulated lock: how often a woken thread finds the token taken is known to
// the kernel alone, so missed wake-ups are not counted. And if nobody was faster between post and
// wait, the accounts go on as if the thread had kept the lock, unless the run is observed.
#include "runtime/live/live_gil.h"

#include <semaphore.h>

#include <cerrno>

namespace gilsim::runtime {
namespace {

class LiveCpython27 final : public LiveGil {
 public:
  LiveCpython27(LiveMachine& machine, const GilPolicyInfo& policy, const GilSettings& settings)
      : LiveGil(machine, policy, settings) {
    sem_init(&token_, /*pshared=*/0, /*value=*/1);
  }
  ~LiveCpython27() override { sem_destroy(&token_); }

  Result take(Thread& thread, Cause cause) override;
  Result drop(Thread& thread, Cause cause) override;
  Result check_point(Thread& thread) override;

 private:
  void compete_again(Thread& thread);

  sem_t token_;
  std::int64_t ticker_ = 0;  // while nobody runs; else it is the holder's counted ticks
};

void set_counted_ticks(Thread& thread, std::int64_t left) {
  thread.budget.ticks = vm::TickCounts(thread.budget.ticks.plain(), left);
}

Result LiveCpython27::take(Thread& thread, Cause cause) {
  const std::int64_t wanted_ps = machine_.clock_ps();
  if (sem_trywait(&token_) != 0) {
    machine_.set_state(thread, ThreadState::wants_gil, Cause::gil);
    while (sem_wait(&token_) != 0 && errno == EINTR) continue;
  }
  begin_holding(thread, cause, wanted_ps);
  set_counted_ticks(thread, ticker_);
  machine_.set_state(thread, ThreadState::running, cause);
  return Result::ok;
}

Result LiveCpython27::drop(Thread& thread, Cause cause) {
  machine_.set_state(thread, ThreadState::overhead, cause);
  ticker_ = thread.budget.ticks.counted();
  end_holding(thread, cause, nullptr);
  sem_post(&token_);
  return Result::ok;
}

Result LiveCpython27::check_point(Thread& thread) {
  if (thread.budget.ticks.counted() >= 0) return Result::ok;
  set_counted_ticks(thread, settings().switch_interval.ticks);
  const bool threads_were_used = thread.process->threads.size() > 1;
  if (threads_were_used) compete_again(thread);
  return Result::ok;
}

// Posts, and waits again.
void LiveCpython27::compete_again(Thread& thread) {
  if (machine_.observed()) {
    drop(thread, Cause::switch_interval);
    take(thread, Cause::check_point);
    return;
  }
  ticker_ = thread.budget.ticks.counted();
  const std::int64_t taken_ps = taken_ps_;
  sem_post(&token_);
  if (sem_trywait(&token_) == 0) {
    ++stats_.acquisitions;
    return;
  }
  const std::int64_t held_ps = machine_.clock_ps() - taken_ps;
  live(thread).has_lock = false;
  take(thread, Cause::check_point);
  stats_.held_ps += held_ps;
}

}  // namespace

std::unique_ptr<LiveGil> make_live_cpython_2_7(LiveMachine& machine, const GilPolicyInfo& policy,
                                               const GilSettings& settings) {
  return std::make_unique<LiveCpython27>(machine, policy, settings);
}

}  // namespace gilsim::runtime
