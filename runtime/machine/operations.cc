// SPDX-License-Identifier: MIT
//
// What threads of the simulated machine do besides computing: block, work outside the lock, end
// and cancel.
#include "runtime/machine/simulated_machine.h"

#include <algorithm>
#include <cassert>

namespace gilsim::runtime {

// --- primitives ----------------------------------------------------------------------------------

Result SimulatedMachine::park(Thread& thread, ThreadState state, Cause cause,
                              const WaitReason& reason) {
  emit(EventKind::block, thread, cause, reason.owner, 0, reason.object);
  thread.wait_reason = reason;
  thread.wait_began_ps = now_ps_;
  set_state(thread, state, cause);
  set_blocked(thread);
  count_ticks(thread);
  thread.resumed_state = ThreadState::overhead;
  dispatch_next(leave_core(thread, Leaving::asleep));
  switch_away();
  thread.wait_reason = {};
  return thread.cancelled ? Result::cancelled : Result::ok;
}

Result SimulatedMachine::fetch_lock(Thread& thread, const Core* last_used_on) {
  if (last_used_on == nullptr || last_used_on == thread.core) return synchronise(thread);
  return spend(thread, thread.core->latency->uniform(parameters_.lock_transfer_min_ps,
                                                     parameters_.lock_transfer_max_ps));
}

Result SimulatedMachine::enter_wait(Thread& thread) {
  return spend(thread, parameters_.futex_wait_entry_ps);
}

Result SimulatedMachine::fall_asleep(Thread& thread, ThreadState state, Cause cause,
                                     std::int64_t deadline_ps, const WaitReason& reason) {
  Result result = thread.cancelled ? Result::cancelled : Result::ok;
  thread.timed_out = false;
  const bool interrupted = thread.interrupted && reason.kind != WaitKind::gil;
  if (result == Result::ok && !thread.woken && !interrupted) {
    if (deadline_ps != kNoDeadline) {
      thread.timer.kind = static_cast<std::uint8_t>(DueKind::timer);
      due_.push(thread.timer, std::max(deadline_ps, now_ps_) + parameters_.timer_slack_ps);
    }
    result = park(thread, state, cause, reason);
  }
  // A thread whose time ran out has stayed in its queue until now.
  dequeue(thread);
  const bool woken = thread.woken;
  thread.woken = false;
  if (result != Result::ok || spend(thread, parameters_.futex_wait_exit_ps) != Result::ok) {
    return Result::cancelled;
  }
  return woken ? Result::ok : Result::timed_out;
}

Result SimulatedMachine::hand_over_core(Thread& thread, Thread& next, WaitQueue& queue,
                                        std::int64_t cost_ps, ThreadState state, Cause cause,
                                        const WaitReason& reason) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  assert(next.blocked && next.waiting_on != nullptr);
  count_wake(*next.waiting_on);
  take_from_wait_queue(*next.waiting_on, next, thread.id);
  set_unblocked(next);
  emit(EventKind::wake, next, cause, &thread, now_ps_ - next.wait_began_ps,
       next.wait_reason.object);
  enqueue(thread, queue);
  emit(EventKind::block, thread, cause, reason.owner, 0, reason.object);
  thread.wait_reason = reason;
  thread.wait_began_ps = now_ps_;
  set_state(thread, state, cause);
  set_blocked(thread);
  count_ticks(thread);
  thread.resumed_state = ThreadState::overhead;
  Core& core = leave_core(thread, Leaving::asleep);
  take_out_of_queue(next);
  start_on(core, next, now_ps_ + cost_ps);
  switch_away();
  thread.wait_reason = {};
  return thread.cancelled ? Result::cancelled : Result::ok;
}

// --- with the interpreter lock ---

Result SimulatedMachine::before_blocking(Thread& thread, Cause cause) {
  if (thread.cancelled) return Result::cancelled;
  InterpreterLock* const lock = thread.process->lock.get();
  count_ticks(thread);
  return lock != nullptr && thread.takes_lock
             ? lock->drop(thread, cause)
             : enter_state(thread, ThreadState::overhead, Cause::system_call);
}

Result SimulatedMachine::after_blocking(Thread& thread, Cause cause) {
  if (thread.cancelled) return Result::cancelled;
  InterpreterLock* const lock = thread.process->lock.get();
  const Result result = lock != nullptr && thread.takes_lock
                            ? lock->take(thread, cause)
                            : enter_state(thread, ThreadState::running, cause);
  if (result == Result::ok) grant_ticks(thread);
  return result;
}

Result SimulatedMachine::run_without_gil(Thread& thread, std::int64_t work_ps,
                                         const std::function<void()>&) {
  if (before_blocking(thread, Cause::native) != Result::ok) return Result::cancelled;
  if (enter_state(thread, ThreadState::native, Cause::native) != Result::ok ||
      spend(thread, work_ps) != Result::ok ||
      enter_state(thread, ThreadState::overhead, Cause::system_call) != Result::ok) {
    return Result::cancelled;
  }
  return after_blocking(thread, Cause::native);
}

// --- ends ----------------------------------------------------------------------------------------

Result SimulatedMachine::end_process(Thread& thread, Process& process, int exit_code) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  if (process.ended) return Result::ok;
  process.ended = true;
  process.exit_code = exit_code;
  process.end_ps = now_ps_;
  emit_process(EventKind::process_end, process, Cause::process_end, &thread);
  for (Thread* const other : process.threads) {
    if (other != &thread) start_cancelling(*other);
  }
  // The cancelled ones unwind first, at this very time.
  if (yield_core_now(thread) != Result::ok) return Result::cancelled;
  return wake(thread, process.end_waiters);
}

Result SimulatedMachine::interrupt(Thread& waker, Thread& target) {
  if (synchronise(waker) != Result::ok) return Result::cancelled;
  target.interrupted = true;
  if (!target.blocked || target.wait_reason.kind == WaitKind::gil) return Result::ok;
  target.timed_out = true;
  target.woken_by = waker.id;
  make_runnable(target, Cause::interrupt, waker.core);
  give_way_if_asked(waker);
  return waker.cancelled ? Result::cancelled : Result::ok;
}

Result SimulatedMachine::cancel(Thread& canceller, Thread& target) {
  if (synchronise(canceller) != Result::ok) return Result::cancelled;
  start_cancelling(target);
  return canceller.cancelled ? Result::cancelled : yield_core_now(canceller);
}

Result SimulatedMachine::cancel(Thread& canceller, Process& target) {
  if (synchronise(canceller) != Result::ok) return Result::cancelled;
  for (Thread* const thread : target.threads) start_cancelling(*thread);
  return canceller.cancelled ? Result::cancelled : yield_core_now(canceller);
}

}  // namespace gilsim::runtime
