// SPDX-License-Identifier: MIT
//
// The lock of CPython 2.7, after Python/ceval.c (PyEval_EvalFrameEx, PyEval_RestoreThread) and
// Python/thread_pthread.h as it is built with POSIX semaphores.
//
// The lock is a semaphore with one token. To take the lock is sem_wait, to drop it is sem_post, and
// nothing else belongs to it: no queue of its own, no word that somebody wants it. Where the system
// has no such semaphores (the machine's key `lock`), it is a flag under a mutex with a condition
// variable: to take it, lock the mutex, wait while the flag is set, set it, unlock; to drop it,
// lock, clear the flag, unlock, signal.
//
// All threads share one counter, the ticker. Before each instruction to which the eval loop comes
// by its slow path (see the tick_27 column of the opcode table) it takes one off the ticker. When
// that makes it negative, and the instruction is not SETUP_FINALLY, the holder
//   1. sets the ticker to the check interval N (so it acts on every N + 1 counted instructions);
//   2. if threads have ever been used: drops the lock, and takes it again at once, whether or not
//      anybody waits for it.
// A blocking call drops the lock before and takes it after; the ticker goes on where it was, for
// whoever runs next.
//
// Who wins follows from the semaphore. To post with a waiter registered is a system call, and the
// token is free until the poster takes it again: a waiter that is awake can have it in that time,
// one that is still waking finds it taken (a missed wake-up) and sleeps again. It stays registered
// all the while, so that each post is a system call, though nobody may be asleep.
#include "runtime/gil/gil.h"
#include "runtime/gil/gil_policy.h"
#include "runtime/machine/simulated_machine.h"
#include "runtime/machine/wait.h"

#include <memory>

namespace gilsim::runtime {
namespace {

// PyThread_type_lock with USE_SEMAPHORES undefined.
class FlagLock {
 public:
  Result wait(Machine& machine, Thread& thread, const WaitStyle& style);
  Result post(Machine& machine, Thread& thread);
  void abandon(Machine& machine, const Thread& thread, bool had_it);

 private:
  Mutex mutex_;
  Condition released_;
  bool taken_ = false;
};

Result FlagLock::wait(Machine& machine, Thread& thread, const WaitStyle& style) {
  WaitStyle mutex_style = style;
  mutex_style.observer = nullptr;
  if (mutex_.lock(machine, thread, mutex_style) != Result::ok) return Result::cancelled;
  while (taken_) {
    if (released_.wait(machine, thread, mutex_, kNoDeadline, mutex_style) != Result::ok) {
      return Result::cancelled;
    }
    if (taken_ && style.observer != nullptr) style.observer->overtaken(thread);
  }
  taken_ = true;
  return mutex_.unlock(machine, thread);
}

Result FlagLock::post(Machine& machine, Thread& thread) {
  WaitStyle style;
  style.state = ThreadState::overhead;
  if (mutex_.lock(machine, thread, style) != Result::ok) return Result::cancelled;
  taken_ = false;
  if (mutex_.unlock(machine, thread) != Result::ok) return Result::cancelled;
  return released_.signal(machine, thread);
}

void FlagLock::abandon(Machine& machine, const Thread& thread, bool had_it) {
  if (had_it) taken_ = false;
  mutex_.abandon(machine, thread);
  released_.wake_all_for_nothing(machine);
}

class Cpython27 final : public GilPolicy {
 public:
  Result take(SimulatedGil& gil, Thread& thread, Cause cause) override;
  Result drop(SimulatedGil& gil, Thread& thread, Cause cause) override;
  Result check_point(SimulatedGil& gil, Thread& thread) override;
  Result ticks_spent(SimulatedGil&, Thread&) override { return Result::ok; }
  void thread_cancelled(SimulatedGil& gil, Thread& thread) override;

 private:
  Result take_token(Machine& machine, Thread& thread, const WaitStyle& style);

  Semaphore token_{1};
  FlagLock flag_;                        // instead of the token
  const Thread* token_owner_ = nullptr;  // who has to give it back
  std::int64_t ticker_ = 0;              // while nobody runs; else it is the holder's counted ticks
};

Result Cpython27::take_token(Machine& machine, Thread& thread, const WaitStyle& style) {
  return machine.parameters().lock_is_semaphore ? token_.wait(machine, thread, kNoDeadline, style)
                                                : flag_.wait(machine, thread, style);
}

Result Cpython27::take(SimulatedGil& gil, Thread& thread, Cause cause) {
  if (take_token(gil.machine(), thread, gil.wait_style_for_lock()) != Result::ok) {
    return Result::cancelled;
  }
  token_owner_ = &thread;
  gil.set_holder(thread, cause);
  gil.machine().set_counted_ticks(thread, ticker_);
  return gil.move_data_here(thread);
}

Result Cpython27::drop(SimulatedGil& gil, Thread& thread, Cause cause) {
  ticker_ = thread.budget.ticks.counted();
  gil.clear_holder(thread, cause);
  token_owner_ = nullptr;
  Machine& machine = gil.machine();
  return machine.parameters().lock_is_semaphore ? token_.post(machine, thread)
                                                : flag_.post(machine, thread);
}

Result Cpython27::check_point(SimulatedGil& gil, Thread& thread) {
  if (thread.budget.ticks.counted() >= 0) return Result::ok;
  gil.machine().set_counted_ticks(thread, gil.settings().switch_interval.ticks);
  const bool threads_were_used = thread.process->threads.size() > 1;
  if (!threads_were_used) return Result::ok;
  if (gil.drop(thread, Cause::switch_interval) != Result::ok) return Result::cancelled;
  return gil.take(thread, Cause::check_point);
}

void Cpython27::thread_cancelled(SimulatedGil& gil, Thread& thread) {
  const bool had_token = token_owner_ == &thread;
  if (had_token) token_owner_ = nullptr;
  token_.abandon(gil.machine(), had_token);
  flag_.abandon(gil.machine(), thread, had_token);
}

}  // namespace

std::unique_ptr<GilPolicy> make_cpython_2_7() { return std::make_unique<Cpython27>(); }

}  // namespace gilsim::runtime
