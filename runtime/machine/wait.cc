// SPDX-License-Identifier: MIT
//
// Mutex, condition variable and semaphore after glibc 2.36: nptl/lowlevellock.c,
// nptl/pthread_cond_wait.c (re-locking through __pthread_mutex_cond_lock, which assumes contention)
// and nptl/sem_waitcommon.c.
#include "runtime/machine/wait.h"

#include "runtime/machine/machine.h"

#include <cassert>

namespace gilsim::runtime {

Result Mutex::lock(Machine& machine, Thread& thread, const WaitStyle& style) {
  return lock_as(machine, thread, style, 1);
}

Result Mutex::lock_as(Machine& machine, Thread& thread, const WaitStyle& style, int taken_word) {
  if (machine.spend(thread, machine.parameters().lock_operation_ps) != Result::ok) {
    return Result::cancelled;
  }
  while (word_ != 0) {
    // Whoever has been here marks the mutex as contended, and takes it as such: there may be
    // others.
    word_ = taken_word = 2;
    if (machine.enter_wait(thread) != Result::ok) return Result::cancelled;
    if (word_ != 2) continue;
    machine.enqueue(thread, queue_);
    WaitReason reason = style.reason;
    reason.owner = owner_;
    if (machine.fall_asleep(thread, style.state, style.cause, kNoDeadline, reason) ==
        Result::cancelled) {
      return Result::cancelled;
    }
    if (word_ != 0 && style.observer != nullptr) style.observer->overtaken(thread);
  }
  word_ = taken_word;
  owner_ = &thread;
  return Result::ok;
}

Result Mutex::unlock(Machine& machine, Thread& thread) {
  if (machine.spend(thread, machine.parameters().lock_operation_ps) != Result::ok) {
    return Result::cancelled;
  }
  assert(owner_ == &thread);
  const bool contended = word_ == 2;
  word_ = 0;
  owner_ = nullptr;
  return contended ? machine.futex_wake(thread, queue_, 1) : Result::ok;
}

void Mutex::abandon(Machine& machine, const Thread& thread) {
  if (owner_ == &thread) {
    word_ = 0;
    owner_ = nullptr;
  }
  machine.kernel_wake_all(queue_);
}

Result Condition::wait(Machine& machine, Thread& thread, Mutex& mutex, std::int64_t deadline_ps,
                       const WaitStyle& style) {
  if (machine.synchronise(thread) != Result::ok) return Result::cancelled;
  machine.enqueue(thread, queue_);
  if (mutex.unlock(machine, thread) != Result::ok) {
    machine.dequeue(thread);
    return Result::cancelled;
  }
  const Result result = machine.block(thread, style.state, style.cause, deadline_ps, style.reason);
  if (result == Result::cancelled) return Result::cancelled;
  if (mutex.lock_as(machine, thread, style, 2) != Result::ok) return Result::cancelled;
  return result;
}

Result Condition::signal(Machine& machine, Thread& thread) {
  if (machine.synchronise(thread) != Result::ok) return Result::cancelled;
  return queue_.empty() ? Result::ok : machine.futex_wake(thread, queue_, 1);
}

void Condition::wake_all_for_nothing(Machine& machine) { machine.kernel_wake_all(queue_); }

Result Semaphore::try_wait(Machine& machine, Thread& thread) {
  if (machine.spend(thread, machine.parameters().lock_operation_ps) != Result::ok) {
    return Result::cancelled;
  }
  if (value_ == 0) return Result::timed_out;
  --value_;
  return Result::ok;
}

Result Semaphore::wait(Machine& machine, Thread& thread, std::int64_t deadline_ps,
                       const WaitStyle& style) {
  Result result = try_wait(machine, thread);
  if (result != Result::timed_out) return result;
  ++waiters_;
  do {
    result = machine.enter_wait(thread);
    if (result == Result::ok && value_ == 0) {
      machine.enqueue(thread, queue_);
      result = machine.fall_asleep(thread, style.state, style.cause, deadline_ps, style.reason);
    }
    if (result == Result::cancelled) break;
    if (value_ > 0) {
      --value_;
      result = Result::ok;
      break;
    }
    if (result == Result::ok && style.observer != nullptr) style.observer->overtaken(thread);
  } while (result != Result::timed_out);
  --waiters_;
  return result;
}

Result Semaphore::post(Machine& machine, Thread& thread) {
  if (machine.spend(thread, machine.parameters().lock_operation_ps) != Result::ok) {
    return Result::cancelled;
  }
  ++value_;
  return waiters_ > 0 ? machine.futex_wake(thread, queue_, 1) : Result::ok;
}

void Semaphore::abandon(Machine& machine, bool had_token) {
  if (had_token) ++value_;
  machine.kernel_wake_all(queue_);
}

}  // namespace gilsim::runtime
