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
  if (machine.fetch_lock(thread, last_core_) != Result::ok ||
      machine.spend(thread, machine.parameters().lock_operation_ps) != Result::ok) {
    return Result::cancelled;
  }
  last_core_ = thread.core;
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
  Group& group = groups_[newer_];
  const std::uint64_t generation = group.generation;
  ++group.unsignalled;
  Result result = mutex.unlock(machine, thread);
  if (result == Result::ok) {
    result = wait_for_signal(machine, thread, group, generation, deadline_ps, style);
  }
  const bool is_open = group.generation == generation;
  if (result == Result::ok) {
    if (is_open) --group.signals;
  } else if (is_open && group.unsignalled > 0) {
    --group.unsignalled;
  } else if (result == Result::timed_out && signal(machine, thread) != Result::ok) {
    // There was a signal for each waiter of the group: this one's is passed on.
    return Result::cancelled;
  }
  if (result == Result::cancelled) return Result::cancelled;
  WaitStyle relock_style = style;
  relock_style.observer = nullptr;
  if (mutex.lock_as(machine, thread, relock_style, 2) != Result::ok) return Result::cancelled;
  return result;
}

// ok: there is a signal, to be taken at once, or the group is closed.
Result Condition::wait_for_signal(Machine& machine, Thread& thread, Group& group,
                                  std::uint64_t generation, std::int64_t deadline_ps,
                                  const WaitStyle& style) {
  const auto may_go_on = [&] { return group.generation != generation || group.signals > 0; };
  while (!may_go_on()) {
    if (machine.enter_wait(thread) != Result::ok) return Result::cancelled;
    // The kernel compares the futex's word.
    if (may_go_on()) break;
    machine.enqueue(thread, group.sleepers);
    const Result result =
        machine.fall_asleep(thread, style.state, style.cause, deadline_ps, style.reason);
    if (result != Result::ok) return result;
    if (!may_go_on() && style.observer != nullptr) style.observer->overtaken(thread);
  }
  return Result::ok;
}

void Condition::close(Group& group) {
  ++group.generation;
  group.unsignalled = group.signals = 0;
}

Result Condition::signal(Machine& machine, Thread& thread) {
  if (machine.synchronise(thread) != Result::ok) return Result::cancelled;
  if (!has_waiters()) return Result::ok;
  Group* group = &groups_[1 - newer_];
  if (group->unsignalled == 0) {
    close(*group);
    group = &groups_[newer_];
    newer_ = 1 - newer_;
  }
  --group->unsignalled;
  ++group->signals;
  return machine.futex_wake(thread, group->sleepers, 1);
}

void Condition::wake_all_for_nothing(Machine& machine) {
  for (Group& group : groups_) {
    close(group);
    machine.kernel_wake_all(group.sleepers);
  }
}

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
