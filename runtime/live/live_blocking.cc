// SPDX-License-Identifier: MIT
//
// What threads of the live machine do besides computing: block and wake, work outside the GIL, end
// and cancel; and what becomes of a run in which nothing can happen any more.
#include "runtime/live/live_machine.h"

#include <utility>

namespace gilsim::runtime {

Result LiveMachine::synchronise(Thread& thread) {
  take_requests(live(thread));
  return thread.cancelled ? Result::cancelled : Result::ok;
}

Result LiveMachine::enter_state(Thread& thread, ThreadState state, Cause cause) {
  set_state(thread, state, cause);
  return synchronise(thread);
}

// --- waiting and waking --------------------------------------------------------------------------

Result LiveMachine::fall_asleep(Thread& thread, ThreadState state, Cause cause,
                                std::int64_t deadline_ps, const WaitReason& reason) {
  LiveThread& self = live(thread);
  take_requests(self);
  self.timed_out = false;
  if (!self.cancelled && !self.woken && !self.interrupted) {
    sleep_in_kernel(self, state, cause, deadline_ps, reason);
  }
  dequeue(self);
  const bool woken = std::exchange(self.woken, false);
  if (self.cancelled) return Result::cancelled;
  return woken ? Result::ok : Result::timed_out;
}

void LiveMachine::sleep_in_kernel(LiveThread& self, ThreadState state, Cause cause,
                                  std::int64_t deadline_ps, const WaitReason& reason) {
  emit(EventKind::block, self, cause, reason.owner, 0, reason.object);
  self.wait_reason = reason;
  self.wait_began_ps = clock_ps();
  self.woken_by = 0;
  self.blocked = true;
  set_state(self, state, cause);
  std::unique_lock lock(kernel_lock_, std::adopt_lock);
  const auto may_go_on = [&self] {
    return self.woken || self.cancel_requested || self.interrupt_requested;
  };
  if (deadline_ps == kNoDeadline) {
    become_stuck(self);
    self.wake_up.wait(lock, may_go_on);
    unstick(self);
  } else {
    self.timed_out = true;
    for (std::int64_t now_ps = clock_ps(); now_ps < deadline_ps; now_ps = clock_ps()) {
      if (!self.wake_up.wait_for(lock, nanoseconds_until(deadline_ps, now_ps), may_go_on)) continue;
      self.timed_out = false;
      break;
    }
  }
  lock.release();  // still inside
  self.blocked = false;
  take_requests(self);
  const Thread* const waker = self.woken_by == 0 ? nullptr : threads_[self.woken_by - 1].get();
  const Cause why = self.cancelled   ? Cause::cancelled
                    : self.woken     ? Cause::woken
                    : self.timed_out ? Cause::timer
                                     : Cause::interrupt;
  emit(EventKind::wake, self, why, waker, clock_ps() - self.wait_began_ps, reason.object);
  set_state(self, ThreadState::overhead, why);
  self.wait_reason = {};
}

Result LiveMachine::futex_wake(Thread& waker, WaitQueue& queue, std::int64_t count) {
  count_wake(queue);
  while (count-- > 0 && !queue.empty()) {
    LiveThread& thread = live(*queue.first());
    take_from_wait_queue(queue, thread, waker.id);
    notify(thread);
  }
  return synchronise(waker);
}

void LiveMachine::kernel_wake_all(WaitQueue& queue) {
  count_wake(queue);
  while (!queue.empty()) {
    LiveThread& thread = live(*queue.first());
    take_from_wait_queue(queue, thread, 0);
    notify(thread);
  }
}

// --- with the GIL --------------------------------------------------------------------------------

Result LiveMachine::before_blocking(Thread& thread, Cause cause) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  LiveThread& self = live(thread);
  count_ticks(self);
  InterpreterLock* const lock = self.process->lock.get();
  if (lock == nullptr || !self.takes_lock) {
    return enter_state(thread, ThreadState::overhead, Cause::system_call);
  }
  const int depth = step_out(self);
  lock->drop(self, cause);
  step_in(self, depth);
  return synchronise(thread);
}

Result LiveMachine::after_blocking(Thread& thread, Cause cause) {
  LiveThread& self = live(thread);
  InterpreterLock* const lock = self.process->lock.get();
  if (lock != nullptr && self.takes_lock) {
    const int depth = step_out(self);
    lock->take(self, cause);
    step_in(self, depth);
  } else {
    set_state(self, ThreadState::running, cause);
  }
  grant(self);
  return synchronise(thread);
}

Result LiveMachine::run_without_gil(Thread& thread, std::int64_t,
                                    const std::function<void()>& work) {
  if (before_blocking(thread, Cause::native) != Result::ok) return Result::cancelled;
  if (work) {
    set_state(thread, ThreadState::native, Cause::native);
    const int depth = step_out(thread);
    work();
    step_in(thread, depth);
    set_state(thread, ThreadState::overhead, Cause::system_call);
  }
  return after_blocking(thread, Cause::native);
}

bool LiveMachine::is_being_cancelled(Thread& thread) {
  LiveThread& self = live(thread);
  if ((self.requests.load() & LiveThread::kKernelRequest) != 0) {
    const std::lock_guard lock(kernel_lock_);
    take_requests(self);
  }
  return self.cancelled;
}

// --- ends ----------------------------------------------------------------------------------------

// The others of the process need its GIL to unwind: the caller waits for them without its own.
Result LiveMachine::end_process(Thread& thread, Process& process, int exit_code) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  if (process.ended) return Result::ok;
  LiveThread& self = live(thread);
  process.ended = true;
  process.exit_code = exit_code;
  process.end_ps = clock_ps();
  emit_process(EventKind::process_end, process, Cause::process_end, &thread);
  for (Thread* const other : process.threads) {
    if (other != &thread) request_cancel(live(*other));
  }
  const std::uint32_t may_stay = thread.process == &process ? 1 : 0;
  if (process.threads_alive > may_stay) {
    if (before_blocking(thread, Cause::process_end) != Result::ok) return Result::cancelled;
    std::unique_lock lock(kernel_lock_, std::adopt_lock);
    thread_ended_.wait(lock,
                       [&] { return process.threads_alive <= may_stay || self.cancel_requested; });
    lock.release();
    if (after_blocking(thread, Cause::process_end) != Result::ok) return Result::cancelled;
  }
  return wake(thread, process.end_waiters);
}

Result LiveMachine::cancel(Thread& canceller, Thread& target) {
  request_cancel(live(target));
  return synchronise(canceller);
}

Result LiveMachine::cancel(Thread& canceller, Process& target) {
  for (Thread* const thread : target.threads) request_cancel(live(*thread));
  return synchronise(canceller);
}

Result LiveMachine::interrupt(Thread& waker, Thread& target) {
  request_interrupt(live(target));
  return synchronise(waker);
}

// --- when nothing can happen any more ------------------------------------------------------------

void LiveMachine::become_stuck(LiveThread& thread) {
  thread.counted_asleep = true;
  ++stuck_;
  check_for_deadlock();
}

void LiveMachine::unstick(LiveThread& thread) {
  if (std::exchange(thread.counted_asleep, false)) --stuck_;
}

void LiveMachine::check_for_deadlock() {
  if (stopping_ || alive_ == 0 || stuck_ != alive_) return;
  stop_everything(Outcome::deadlock);
}

void LiveMachine::stop_everything(Outcome outcome) {
  if (stopping_.exchange(true)) return;
  result_.outcome = outcome;
  describe_waiting(result_);
  for (const auto& thread : threads_) request_cancel(live(*thread));
}

}  // namespace gilsim::runtime
