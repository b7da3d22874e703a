// SPDX-License-Identifier: MIT
//
// The operating system's scheduler of the simulated machine: who runs on which core.
//
// * Each core has a queue of ready threads. A thread that wakes up goes to an idle core if there is
//   one (the one it ran on last by preference), else to the core it ran on last; a new thread goes
//   to an idle core or to the shortest queue. A core that runs out of threads fetches the next one
//   of another core, the one that has been ready longest.
// * A time slice ends only at a scheduling tick, and only once it has its minimum length. Ticks
//   have a phase on each core. They are simulated only while somebody is ready there.
// * A thread that wakes up on a busy core preempts the thread there (a switch of the machine): at
//   the end of the system call if that thread woke it, at once if a timer interrupt of that core
//   woke it, else when the rescheduling interrupt arrives. A thread that has just been woken itself
//   and is still on its way onto the core is not preempted.
// * A timer fires late by the slack and its interrupt costs the core that armed it.
//
// Invariant: a core that has ready threads has a current one.
#include "runtime/machine/machine.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gilsim::runtime {

// --- places ------------------------------------------------------------------------------------

Core* Machine::idle_core(const Core* preferred) {
  if (preferred != nullptr && preferred->idle()) return cores_[preferred->id].get();
  for (const auto& core : cores_) {
    if (core->idle()) return core.get();
  }
  return nullptr;
}

Core& Machine::core_for_new_thread() {
  if (Core* const idle = idle_core(nullptr)) return *idle;
  return **std::min_element(cores_.begin(), cores_.end(), [](const auto& a, const auto& b) {
    return a->queue_length < b->queue_length;
  });
}

std::int64_t Machine::wake_latency(Core& core) {
  const MachineParameters& p = parameters_;
  const bool is_short = now_ps_ - core.idle_since_ps < p.idle_short_limit_ps;
  return is_short ? core.latency->uniform(p.wake_idle_short_min_ps, p.wake_idle_short_max_ps)
                  : core.latency->uniform(p.wake_idle_long_min_ps, p.wake_idle_long_max_ps);
}

// --- queues ------------------------------------------------------------------------------------

void Machine::put_in_queue(Core& core, Thread& thread, bool in_front) {
  assert(!thread.ready && thread.core == nullptr);
  thread.ready = true;
  thread.last_core = &core;
  thread.ready_since_ps = now_ps_;
  ++core.queue_length;
  if (core.queue_first == nullptr) {
    core.queue_first = core.queue_last = &thread;
    thread.run_next = nullptr;
  } else if (in_front) {
    thread.run_next = core.queue_first;
    core.queue_first = &thread;
  } else {
    thread.run_next = nullptr;
    core.queue_last->run_next = &thread;
    core.queue_last = &thread;
  }
  arm_tick(core);
}

void Machine::remove_from_queue(Core& core, Thread& thread) {
  assert(thread.ready);
  Thread* before = nullptr;
  for (Thread* at = core.queue_first; at != &thread; at = at->run_next) before = at;
  (before == nullptr ? core.queue_first : before->run_next) = thread.run_next;
  if (core.queue_last == &thread) core.queue_last = before;
  thread.run_next = nullptr;
  thread.ready = false;
  --core.queue_length;
  if (core.queue_length == 0) due_.remove(core.tick);
}

// The first scheduling tick of the core after that time.
std::int64_t Machine::tick_after(const Core& core, std::int64_t time_ps) const {
  const std::int64_t period = parameters_.tick_period_ps;
  const std::int64_t since_phase = time_ps - core.tick_phase_ps;
  // Before the first tick of all, since_phase is negative.
  return since_phase < 0 ? core.tick_phase_ps
                         : core.tick_phase_ps + (since_phase / period + 1) * period;
}

void Machine::arm_tick(Core& core) {
  if (!core.tick.scheduled()) due_.push(core.tick, tick_after(core, now_ps_));
}

// --- onto a core and off it ----------------------------------------------------------------------

// The thread has the core from now on and goes on at `at_ps`; until then it is on its way.
void Machine::start_on(Core& core, Thread& thread, std::int64_t at_ps) {
  assert(core.idle() && thread.core == nullptr && !thread.ready);
  thread.core = thread.last_core = &core;
  ++thread.process->threads_on_cores;
  core.current = &thread;
  core.dispatched_ps = at_ps;
  core.must_reschedule = false;
  core.arriving = at_ps > now_ps_;
  if (core.arriving) {
    set_state(thread, ThreadState::overhead, Cause::dispatched);
    thread.in_lead_in = true;
    thread.resumed_cause = Cause::dispatched;
  } else if (thread.state == ThreadState::ready) {
    set_state(thread, thread.resumed_state, Cause::dispatched);
  }
  turns_.push(core.turn, at_ps);
}

Core& Machine::leave_core(Thread& thread) {
  Core& core = *thread.core;
  turns_.remove(core.turn);
  core.current = nullptr;
  core.arriving = false;
  core.must_reschedule = false;
  core.idle_since_ps = now_ps_;
  thread.core = nullptr;
  --thread.process->threads_on_cores;
  return core;
}

void Machine::dispatch_next(Core& core) {
  if (stopping_) return;
  if (Thread* const next = core.queue_first) {
    remove_from_queue(core, *next);
    start_on(core, *next, now_ps_ + parameters_.context_switch_ps);
    return;
  }
  Thread* waiting_longest = nullptr;
  for (const auto& other : cores_) {
    Thread* const head = other->queue_first;
    if (head == nullptr) continue;
    if (waiting_longest == nullptr || head->ready_since_ps < waiting_longest->ready_since_ps) {
      waiting_longest = head;
    }
  }
  if (waiting_longest == nullptr) return;
  remove_from_queue(*waiting_longest->last_core, *waiting_longest);
  start_on(core, *waiting_longest, now_ps_ + parameters_.idle_pull_ps);
}

void Machine::set_blocked(Thread& thread) {
  thread.blocked = true;
  thread.counted_asleep = thread.waiting_on != nullptr;
  if (thread.counted_asleep) ++thread.last_core->sleepers;
}

void Machine::set_unblocked(Thread& thread) {
  thread.blocked = false;
  if (std::exchange(thread.counted_asleep, false)) --thread.last_core->sleepers;
}

// Takes the core from its current thread, which is not executing, and queues it.
void Machine::preempt(Core& core, Cause cause) {
  Thread& thread = *core.current;
  thread.pending_work_ps += std::max<std::int64_t>(0, core.turn.time_ps - now_ps_);
  if (!thread.in_lead_in) thread.resumed_state = thread.state;
  thread.in_lead_in = false;
  leave_core(thread);
  set_state(thread, ThreadState::ready, cause);
  put_in_queue(core, thread, /*in_front=*/false);
}

// The executing thread has woken one that takes its core.
void Machine::preempt_self(Thread& thread) {
  count_ticks(thread);
  thread.resumed_state = thread.state;
  Core& core = leave_core(thread);
  set_state(thread, ThreadState::ready, Cause::preempted);
  put_in_queue(core, thread, /*in_front=*/false);
  dispatch_next(core);
  switch_away();
}

// The core handles a timer interrupt instead of what it was doing.
void Machine::interrupt_current(Core& core) {
  Thread& thread = *core.current;
  std::int64_t resume_ps = core.turn.time_ps + parameters_.timer_interrupt_ps;
  if (!thread.in_lead_in) {
    thread.pending_work_ps += std::max<std::int64_t>(0, core.turn.time_ps - now_ps_);
    thread.resumed_state = thread.state;
    thread.resumed_cause = Cause::interrupt;
    thread.in_lead_in = true;
    set_state(thread, ThreadState::overhead, Cause::interrupt);
    resume_ps = now_ps_ + parameters_.timer_interrupt_ps;
  }
  turns_.remove(core.turn);
  turns_.push(core.turn, resume_ps);
}

// --- waking ------------------------------------------------------------------------------------

// A blocked thread may go on. `source` is the core on which this is decided (null: none in
// particular). Returns whether the thread goes to an idle core.
bool Machine::make_runnable(Thread& thread, Cause cause, const Core* source) {
  assert(thread.blocked);
  set_unblocked(thread);
  due_.remove(thread.timer);
  const Thread* const waker = thread.woken_by == 0 ? nullptr : threads_[thread.woken_by - 1].get();
  emit(EventKind::wake, thread, cause, waker, now_ps_ - thread.wait_began_ps,
       thread.wait_reason.object);
  thread.resumed_state = ThreadState::overhead;
  if (Core* const idle = idle_core(thread.last_core)) {
    start_on(*idle, thread, now_ps_ + wake_latency(*idle));
    return true;
  }
  Core& core = *thread.last_core;
  set_state(thread, ThreadState::ready, cause);
  const bool preempts = parameters_.wakeup_preemption;
  put_in_queue(core, thread, preempts);
  if (!preempts) return false;
  if (source != &core) {
    if (!core.reschedule.scheduled()) {
      due_.push(core.reschedule, now_ps_ + parameters_.reschedule_interrupt_ps);
    }
  } else if (is_executing(*core.current)) {
    core.must_reschedule = true;
  } else {
    on_reschedule(core);
  }
  return false;
}

// Returns whether the thread really slept.
bool Machine::take_from_wait_queue(WaitQueue& queue, Thread& thread, std::uint32_t woken_by) {
  assert(thread.waiting_on == &queue);
  static_cast<void>(queue);
  dequeue(thread);
  thread.woken = true;
  thread.woken_by = woken_by;
  return thread.blocked;
}

Result Machine::futex_wake(Thread& waker, WaitQueue& queue, std::int64_t count) {
  if (synchronise(waker) != Result::ok) return Result::cancelled;
  std::int64_t cost_ps = 0;
  ++queue.wakes_;
  while (count-- > 0 && !queue.empty()) {
    Thread& thread = *queue.first();
    if (!take_from_wait_queue(queue, thread, waker.id)) continue;
    const bool to_idle_core = make_runnable(thread, Cause::woken, waker.core);
    cost_ps += to_idle_core ? parameters_.futex_wake_idle_ps : parameters_.futex_wake_busy_ps;
  }
  if (cost_ps == 0) cost_ps = parameters_.futex_wake_nobody_ps;
  if (spend(waker, cost_ps) != Result::ok) return Result::cancelled;
  const bool gives_way = waker.core->must_reschedule && waker.core->queue_first != nullptr;
  waker.core->must_reschedule = false;
  if (!gives_way) return Result::ok;
  preempt_self(waker);
  return waker.cancelled ? Result::cancelled : Result::ok;
}

void Machine::kernel_wake_all(WaitQueue& queue) {
  ++queue.wakes_;
  while (!queue.empty()) {
    Thread& thread = *queue.first();
    if (take_from_wait_queue(queue, thread, 0)) make_runnable(thread, Cause::cancelled, nullptr);
  }
}

void Machine::make_ready_at_once(Thread& waker, Thread& next) {
  assert(next.blocked && next.waiting_on != nullptr);
  ++next.waiting_on->wakes_;
  take_from_wait_queue(*next.waiting_on, next, waker.id);
  set_unblocked(next);
  next.resumed_state = ThreadState::overhead;
  emit(EventKind::wake, next, Cause::woken, &waker, now_ps_ - next.wait_began_ps,
       next.wait_reason.object);
  if (Core* const idle = idle_core(next.last_core)) {
    start_on(*idle, next, now_ps_);
  } else {
    set_state(next, ThreadState::ready, Cause::woken);
    put_in_queue(*next.last_core, next, /*in_front=*/true);
  }
}

// --- what is due ---------------------------------------------------------------------------------

void Machine::on_reschedule(Core& core) {
  if (core.queue_first == nullptr) return;
  if (core.arriving) {
    // One that had been computing gives way as soon as it is here, one that was woken does not.
    const ThreadState then = core.current->resumed_state;
    core.must_reschedule = then == ThreadState::running || then == ThreadState::native;
    return;
  }
  Thread& next = *core.queue_first;
  remove_from_queue(core, next);
  preempt(core, Cause::preempted);
  start_on(core, next, now_ps_ + parameters_.context_switch_ps);
}

void Machine::on_tick(Core& core) {
  if (core.queue_first == nullptr) return;
  if (!core.arriving && now_ps_ - core.dispatched_ps >= parameters_.time_slice_ps) {
    Thread& next = *core.queue_first;
    remove_from_queue(core, next);
    preempt(core, Cause::time_slice);
    start_on(core, next, now_ps_ + parameters_.context_switch_ps);
  }
  arm_tick(core);
}

// The timer's interrupt; the wake-up follows when it has been handled.
void Machine::on_timer(Thread& thread) {
  if (!thread.last_core->idle()) interrupt_current(*thread.last_core);
  thread.timer.kind = static_cast<std::uint8_t>(DueKind::timer_wake);
  due_.push(thread.timer, now_ps_ + parameters_.timer_interrupt_ps);
}

// The thread stays in its wait queue until it runs: a waker that comes before that still wakes it.
void Machine::on_timer_wake(Thread& thread) {
  thread.timed_out = true;
  thread.woken_by = 0;
  make_runnable(thread, Cause::timer, thread.last_core);
}

void Machine::handle(Due& due) {
  switch (static_cast<DueKind>(due.kind)) {
    case DueKind::tick:
      return on_tick(*static_cast<Core*>(due.owner));
    case DueKind::reschedule:
      return on_reschedule(*static_cast<Core*>(due.owner));
    case DueKind::timer:
      return on_timer(*static_cast<Thread*>(due.owner));
    case DueKind::timer_wake:
      return on_timer_wake(*static_cast<Thread*>(due.owner));
    case DueKind::flag_visible:
      static_cast<Thread*>(due.owner)->check_point_wanted = true;
      return;
  }
}

}  // namespace gilsim::runtime
