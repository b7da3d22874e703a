// SPDX-License-Identifier: MIT
//
// What threads do besides computing: block, wait, sleep, work outside the lock, end and cancel.
//
// Invariant: whatever blocks drops the interpreter lock before and takes it again after, except the
// primitives at the top of this file, of which the locks themselves are made.
#include "runtime/machine/machine.h"

#include <algorithm>
#include <cassert>

namespace gilsim::runtime {

// --- primitives ----------------------------------------------------------------------------------

void Machine::enqueue(Thread& thread, WaitQueue& queue) {
  assert(thread.waiting_on == nullptr);
  thread.woken = false;
  thread.waiting_on = &queue;
  thread.wait_next = nullptr;
  thread.wait_previous = queue.last_;
  (queue.last_ == nullptr ? queue.first_ : queue.last_->wait_next) = &thread;
  queue.last_ = &thread;
}

void Machine::dequeue(Thread& thread) {
  WaitQueue* const queue = thread.waiting_on;
  if (queue == nullptr) return;
  Thread* const before = thread.wait_previous;
  Thread* const after = thread.wait_next;
  (before == nullptr ? queue->first_ : before->wait_next) = after;
  (after == nullptr ? queue->last_ : after->wait_previous) = before;
  thread.wait_next = thread.wait_previous = nullptr;
  thread.waiting_on = nullptr;
}

Result Machine::park(Thread& thread, ThreadState state, Cause cause, const WaitReason& reason) {
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

Result Machine::block(Thread& thread, ThreadState state, Cause cause, std::int64_t deadline_ps,
                      const WaitReason& reason) {
  static_cast<void>(enter_wait(thread));
  return fall_asleep(thread, state, cause, deadline_ps, reason);
}

Result Machine::enter_wait(Thread& thread) {
  return spend(thread, parameters_.futex_wait_entry_ps);
}

Result Machine::fall_asleep(Thread& thread, ThreadState state, Cause cause,
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

Result Machine::hand_over_core(Thread& thread, Thread& next, WaitQueue& queue, std::int64_t cost_ps,
                               ThreadState state, Cause cause, const WaitReason& reason) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  assert(next.blocked && next.waiting_on != nullptr);
  ++next.waiting_on->wakes_;
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

Result Machine::before_blocking(Thread& thread, Cause cause) {
  if (thread.cancelled) return Result::cancelled;
  InterpreterLock* const lock = thread.process->lock.get();
  count_ticks(thread);
  return lock != nullptr && thread.takes_lock
             ? lock->drop(thread, cause)
             : enter_state(thread, ThreadState::overhead, Cause::system_call);
}

Result Machine::after_blocking(Thread& thread, Cause cause) {
  if (thread.cancelled) return Result::cancelled;
  InterpreterLock* const lock = thread.process->lock.get();
  const Result result = lock != nullptr && thread.takes_lock
                            ? lock->take(thread, cause)
                            : enter_state(thread, ThreadState::running, cause);
  if (result == Result::ok) grant_ticks(thread);
  return result;
}

Result Machine::run_without_gil(Thread& thread, std::int64_t work_ps) {
  if (before_blocking(thread, Cause::native) != Result::ok) return Result::cancelled;
  if (enter_state(thread, ThreadState::native, Cause::native) != Result::ok ||
      spend(thread, work_ps) != Result::ok ||
      enter_state(thread, ThreadState::overhead, Cause::system_call) != Result::ok) {
    return Result::cancelled;
  }
  return after_blocking(thread, Cause::native);
}

Result Machine::sleep(Thread& thread, std::int64_t duration_ps) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  const std::int64_t now_ps = thread.now_ps();
  const std::int64_t longest = INT64_MAX / 2 - now_ps;
  const std::int64_t deadline_ps = now_ps + std::clamp<std::int64_t>(duration_ps, 0, longest);
  if (before_blocking(thread, Cause::sleep) != Result::ok) return Result::cancelled;
  thread.woken = false;
  if (block(thread, ThreadState::sleeping, Cause::sleep, deadline_ps,
            {WaitKind::sleep, 0, "sleep", nullptr}) == Result::cancelled) {
    return Result::cancelled;
  }
  return after_blocking(thread, Cause::sleep);
}

namespace {

ThreadState state_while_waiting(WaitKind kind) {
  switch (kind) {
    case WaitKind::pipe_read:
    case WaitKind::pipe_write:
      return ThreadState::blocked_io;
    case WaitKind::sleep:
      return ThreadState::sleeping;
    case WaitKind::gil:
      return ThreadState::wants_gil;
    default:
      return ThreadState::blocked_lock;
  }
}

Cause cause_of_waiting(WaitKind kind) {
  switch (kind) {
    case WaitKind::pipe_read:
    case WaitKind::pipe_write:
      return Cause::blocking_io;
    case WaitKind::sleep:
      return Cause::sleep;
    case WaitKind::thread_end:
    case WaitKind::process_end:
      return Cause::join;
    default:
      return Cause::lock;
  }
}

}  // namespace

Result Machine::wait(Thread& thread, WaitQueue& queue, std::int64_t deadline_ps,
                     const WaitReason& reason) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  const std::uint64_t wakes = queue.wakes_;
  const Cause cause = cause_of_waiting(reason.kind);
  if (before_blocking(thread, cause) != Result::ok || synchronise(thread) != Result::ok) {
    return Result::cancelled;
  }
  // The kernel looks at the futex's word before it lets a thread sleep: a wake-up that came while
  // the lock was being dropped is not lost.
  Result waited = Result::ok;
  if (wakes == queue.wakes_) {
    enqueue(thread, queue);
    waited = block(thread, state_while_waiting(reason.kind), cause, deadline_ps, reason);
  }
  if (waited == Result::cancelled || after_blocking(thread, cause) != Result::ok) {
    return Result::cancelled;
  }
  return waited;
}

Result Machine::wake(Thread& thread, WaitQueue& queue, std::int64_t count) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  if (!queue.empty()) return futex_wake(thread, queue, count);
  ++queue.wakes_;
  return Result::ok;
}

Result Machine::join(Thread& thread, Thread& target, std::int64_t deadline_ps) {
  while (synchronise(thread) == Result::ok) {
    if (target.ending) return Result::ok;
    if (wait(thread, target.end_waiters, deadline_ps,
             {WaitKind::thread_end, target.id, target.name, &target}) == Result::timed_out) {
      return target.ending ? Result::ok : Result::timed_out;
    }
  }
  return Result::cancelled;
}

Result Machine::wait_for_process(Thread& thread, Process& process, std::int64_t deadline_ps) {
  const Thread* const main_thread = process.threads.empty() ? nullptr : process.threads.front();
  while (synchronise(thread) == Result::ok) {
    if (process.ended) return Result::ok;
    if (wait(thread, process.end_waiters, deadline_ps,
             {WaitKind::process_end, process.id, process.name, main_thread}) == Result::timed_out) {
      return process.ended ? Result::ok : Result::timed_out;
    }
  }
  return Result::cancelled;
}

// --- ends ----------------------------------------------------------------------------------------

Result Machine::end_process(Thread& thread, Process& process, int exit_code) {
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

Result Machine::interrupt(Thread& waker, Thread& target) {
  if (synchronise(waker) != Result::ok) return Result::cancelled;
  target.interrupted = true;
  if (!target.blocked || target.wait_reason.kind == WaitKind::gil) return Result::ok;
  target.timed_out = true;
  target.woken_by = waker.id;
  make_runnable(target, Cause::interrupt, waker.core);
  give_way_if_asked(waker);
  return waker.cancelled ? Result::cancelled : Result::ok;
}

Result Machine::cancel(Thread& canceller, Thread& target) {
  if (synchronise(canceller) != Result::ok) return Result::cancelled;
  start_cancelling(target);
  return canceller.cancelled ? Result::cancelled : yield_core_now(canceller);
}

Result Machine::cancel(Thread& canceller, Process& target) {
  if (synchronise(canceller) != Result::ok) return Result::cancelled;
  for (Thread* const thread : target.threads) start_cancelling(*thread);
  return canceller.cancelled ? Result::cancelled : yield_core_now(canceller);
}

}  // namespace gilsim::runtime
