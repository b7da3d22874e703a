// SPDX-License-Identifier: MIT
//
// The lock of Ruby 2.7 ("GVL"), after thread_pthread.c (gvl_acquire_common, gvl_release_common,
// gvl_yield, do_gvl_timer) and thread.c (rb_threadptr_execute_interrupts,
// rb_thread_schedule_limits).
//
// The lock is an owner, guarded by a mutex, and a queue of waiters, each with a condition variable
// of its own.
//
// To take it, a thread
//   1. locks the mutex;
//   2. if there is an owner: stands at the end of the queue and waits on its own condition until
//      there is none. If no waiter is the timer, it is: it waits at most until the end of the time
//      slice (100 ms from when the timing began). If that passes, it sets the owner's timer
//      interrupt, and a new slice begins. A thread that found no owner begins a new slice, too;
//   3. is the owner; tells a thread that has yielded and waits for the switch that it has come; if
//      no waiter is the timer, signals the last one of the queue to become it;
//   4. unlocks the mutex.
//
// To drop it, a thread locks the mutex, leaves the lock without an owner, signals the first of the
// queue, and unlocks the mutex.
//
// At a check point with a timer interrupt pending the owner counts a slice as used up. If others
// wait, it drops the lock as above, waits until another thread has taken it, and takes it again,
// from the end of the queue.
//
// So a thread that nobody waits for is never interrupted, and those that wait are served first come
// first served, unless a newcomer is faster than the one just signalled.
//
// The check points are RUBY_VM_CHECK_INTS: jumps, taken branches, returns. The family of CPython
// 3.10 is nearest to them and is used.
//
// Not modelled: priorities, which stretch the slice; 3.0 and later, which count in steps of 10 ms;
// ractors; the M:N scheduler of 3.3, whose lock goes straight to the next waiter.
#include "runtime/gil/gil.h"
#include "runtime/gil/gil_policy.h"
#include "runtime/machine/simulated_machine.h"
#include "runtime/machine/wait.h"

#include <algorithm>
#include <deque>
#include <memory>

namespace gilsim::runtime {
namespace {

class Ruby final : public GilPolicy {
 public:
  Result take(SimulatedGil& gil, Thread& thread, Cause cause) override;
  Result drop(SimulatedGil& gil, Thread& thread, Cause cause) override;
  Result check_point(SimulatedGil& gil, Thread& thread) override;
  Result ticks_spent(SimulatedGil&, Thread&) override { return Result::ok; }
  void thread_cancelled(SimulatedGil& gil, Thread& thread) override;

 private:
  // On the waiting thread's own stack.
  struct Waiter {
    const Thread* thread;
    Condition condition;
  };

  Result wait_in_queue(SimulatedGil& gil, Thread& thread);
  Result wait_until_free(SimulatedGil& gil, Thread& thread, Waiter& waiter);
  Result wait_as_timer(SimulatedGil& gil, Thread& thread, Waiter& waiter);
  void leave_queue(const Thread& thread);

  Mutex mutex_;
  std::deque<Waiter*> queue_;
  const Thread* timer_ = nullptr;            // the waiter whose wait has a time-out
  std::int64_t slice_end_ps_ = kNoDeadline;  // kNoDeadline: the next timer begins a slice
  Condition switch_cond_;
};

Result Ruby::take(SimulatedGil& gil, Thread& thread, Cause cause) {
  SimulatedMachine& machine = gil.machine();
  if (mutex_.lock(machine, thread, gil.wait_style()) != Result::ok) return Result::cancelled;
  if (!gil.locked()) {
    slice_end_ps_ = kNoDeadline;
  } else if (wait_in_queue(gil, thread) != Result::ok) {
    return Result::cancelled;
  }
  gil.set_holder(thread, cause);
  gil.clear_drop_request();
  if (gil.move_data_here(thread) != Result::ok) return Result::cancelled;
  while (switch_cond_.has_waiters()) {
    if (switch_cond_.signal(machine, thread) != Result::ok) return Result::cancelled;
  }
  if (timer_ == nullptr && !queue_.empty() &&
      queue_.back()->condition.signal(machine, thread) != Result::ok) {
    return Result::cancelled;
  }
  return mutex_.unlock(machine, thread);
}

Result Ruby::wait_in_queue(SimulatedGil& gil, Thread& thread) {
  Waiter waiter{&thread, {}};
  queue_.push_back(&waiter);
  const Result waited = wait_until_free(gil, thread, waiter);
  leave_queue(thread);
  return waited;
}

Result Ruby::wait_until_free(SimulatedGil& gil, Thread& thread, Waiter& waiter) {
  while (gil.locked()) {
    const Result waited = timer_ == nullptr ? wait_as_timer(gil, thread, waiter)
                                            : waiter.condition.wait(gil.machine(), thread, mutex_,
                                                                    kNoDeadline, gil.wait_style());
    if (waited == Result::cancelled) return Result::cancelled;
  }
  return Result::ok;
}

Result Ruby::wait_as_timer(SimulatedGil& gil, Thread& thread, Waiter& waiter) {
  timer_ = &thread;
  if (slice_end_ps_ == kNoDeadline) {
    slice_end_ps_ = thread.now_ps() + gil.settings().switch_interval.time_ps;
  }
  const Result waited =
      waiter.condition.wait(gil.machine(), thread, mutex_, slice_end_ps_, gil.wait_style());
  if (waited == Result::cancelled) return Result::cancelled;
  timer_ = nullptr;
  if (waited == Result::timed_out) {
    slice_end_ps_ = kNoDeadline;
    if (gil.locked()) gil.request_drop(thread);
  } else if (gil.locked()) {
    gil.count_missed_wakeup(thread);
  }
  return Result::ok;
}

Result Ruby::drop(SimulatedGil& gil, Thread& thread, Cause cause) {
  SimulatedMachine& machine = gil.machine();
  if (mutex_.lock(machine, thread, gil.wait_style()) != Result::ok) return Result::cancelled;
  gil.clear_holder(thread, cause);
  gil.clear_drop_request();
  const bool somebody_waits = !queue_.empty();
  if (somebody_waits && queue_.front()->condition.signal(machine, thread) != Result::ok) {
    return Result::cancelled;
  }
  if (cause == Cause::drop_request && somebody_waits) {
    gil.count_forced_switch(thread);
    const std::uint64_t saved_switch_number = gil.switch_number();
    WaitStyle style = gil.wait_style();
    style.cause = Cause::forced_switch;
    while (gil.switch_number() == saved_switch_number && !queue_.empty()) {
      if (switch_cond_.wait(machine, thread, mutex_, kNoDeadline, style) == Result::cancelled) {
        return Result::cancelled;
      }
    }
  }
  return mutex_.unlock(machine, thread);
}

Result Ruby::check_point(SimulatedGil& gil, Thread& thread) {
  if (!gil.drop_requested() || gil.holder() != &thread) return Result::ok;
  if (queue_.empty()) {
    gil.clear_drop_request();
    return Result::ok;
  }
  if (gil.drop(thread, Cause::drop_request) != Result::ok) return Result::cancelled;
  return gil.take(thread, Cause::check_point);
}

void Ruby::leave_queue(const Thread& thread) {
  const auto place = std::find_if(queue_.begin(), queue_.end(), [&thread](const Waiter* waiter) {
    return waiter->thread == &thread;
  });
  if (place != queue_.end()) queue_.erase(place);
}

void Ruby::thread_cancelled(SimulatedGil& gil, Thread& thread) {
  SimulatedMachine& machine = gil.machine();
  leave_queue(thread);
  if (timer_ == &thread) timer_ = nullptr;
  mutex_.abandon(machine, thread);
  // Nobody may sleep for a signal that only this thread would have given.
  switch_cond_.wake_all_for_nothing(machine);
  for (Waiter* const waiter : queue_) waiter->condition.wake_all_for_nothing(machine);
}

}  // namespace

std::unique_ptr<GilPolicy> make_ruby() { return std::make_unique<Ruby>(); }

}  // namespace gilsim::runtime
