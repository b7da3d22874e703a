// SPDX-License-Identifier: MIT
//
// The operating system's scheduler of the simulated machine: who runs on which core.
//
// * Each core has a run queue (run_queue.h has the rule by which it picks). A thread that wakes up
//   goes to an idle core if there is one (the one it ran on last by preference), else to the core
//   it ran on last (after a write into a pipe: to the writer's in any case), and there it gets the
//   core at once if it has had less of it than the others; a new thread goes to an idle core or to
//   the shortest queue.
// * A core that runs out of threads fetches one that waits for another core, if that has not run
//   for a while; it is told so again at each tick of a core where somebody waits.
// * A time slice ends only at a scheduling tick. Ticks have a phase on each core. They are
//   simulated only while somebody competes for it.
// * The scheduler looks anew who should run: at the end of the system call if the current thread
//   has woken another one, at once if a timer interrupt of that core has, else when the
//   rescheduling interrupt arrives; never before the current thread has arrived.
// * A timer fires late by the slack and its interrupt costs the core that armed it.
//
// Invariant: a core that has ready threads has a current one.
#include "runtime/machine/simulated_machine.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gilsim::runtime {

// --- places ------------------------------------------------------------------------------------

Core* SimulatedMachine::idle_core(const Core* preferred) {
  if (preferred != nullptr && preferred->idle()) return cores_[preferred->id].get();
  for (const auto& core : cores_) {
    if (core->idle()) return core.get();
  }
  return nullptr;
}

Core& SimulatedMachine::core_for_new_thread() {
  if (Core* const idle = idle_core(nullptr)) return *idle;
  return **std::min_element(cores_.begin(), cores_.end(), [](const auto& a, const auto& b) {
    return a->run_queue.ready() < b->run_queue.ready();
  });
}

std::int64_t SimulatedMachine::wake_latency(Core& core) {
  const MachineParameters& p = parameters_;
  const bool is_short = now_ps_ - core.idle_since_ps < p.idle_short_limit_ps;
  return is_short ? core.latency->uniform(p.wake_idle_short_min_ps, p.wake_idle_short_max_ps)
                  : core.latency->uniform(p.wake_idle_long_min_ps, p.wake_idle_long_max_ps);
}

// What changing threads costs depends on what the caches still hold.
std::int64_t SimulatedMachine::context_switch(Core& core) {
  return core.latency->uniform(parameters_.context_switch_min_ps,
                               parameters_.context_switch_max_ps);
}

// --- queues ------------------------------------------------------------------------------------

void SimulatedMachine::put_in_queue(Core& core, Thread& thread, bool is_new) {
  assert(!thread.ready && thread.core == nullptr);
  core.run_queue.add(thread, now_ps_, is_new);
  thread.ready = true;
  thread.last_core = &core;
  arm_tick(core);
}

// Ready, or asleep and still in the competition, or neither.
void SimulatedMachine::take_out_of_queue(Thread& thread) {
  if (!thread.ready && !thread.fair.delayed) return;
  Core& core = *thread.last_core;
  core.run_queue.remove(thread, now_ps_);
  thread.ready = false;
  disarm_idle_tick(core);
}

// The first scheduling tick of the core after that time.
std::int64_t SimulatedMachine::tick_after(const Core& core, std::int64_t time_ps) const {
  const std::int64_t period = parameters_.tick_period_ps;
  const std::int64_t since_phase = time_ps - core.tick_phase_ps;
  // Before the first tick of all, since_phase is negative.
  return since_phase < 0 ? core.tick_phase_ps
                         : core.tick_phase_ps + (since_phase / period + 1) * period;
}

void SimulatedMachine::arm_tick(Core& core) {
  if (!core.tick.scheduled()) due_.push(core.tick, tick_after(core, now_ps_));
}

// Nobody is left whom a tick could favour.
void SimulatedMachine::disarm_idle_tick(Core& core) {
  if (core.run_queue.empty()) due_.remove(core.tick);
}

// --- onto a core and off it ----------------------------------------------------------------------

// The thread, in the core's queue or from elsewhere, has the core from now on and goes on at
// `at_ps`; until then it is on its way.
void SimulatedMachine::start_on(Core& core, Thread& thread, std::int64_t at_ps) {
  assert(core.idle() && thread.core == nullptr && !thread.fair.delayed);
  if (!thread.ready) core.run_queue.add(thread, now_ps_, /*is_new=*/false);
  core.run_queue.make_current(thread, now_ps_);
  disarm_idle_tick(core);
  thread.ready = false;
  thread.core = thread.last_core = &core;
  ++thread.process->threads_on_cores;
  core.current = &thread;
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

Core& SimulatedMachine::leave_core(Thread& thread, Leaving how) {
  Core& core = *thread.core;
  turns_.remove(core.turn);
  core.current = nullptr;
  core.arriving = false;
  core.must_reschedule = false;
  core.idle_since_ps = now_ps_;
  thread.core = nullptr;
  --thread.process->threads_on_cores;
  switch (how) {
    case Leaving::ready:
      core.run_queue.put_back(now_ps_);
      thread.ready = true;
      break;
    case Leaving::asleep:
      core.run_queue.put_to_sleep(now_ps_);
      break;
    case Leaving::for_good:
      core.run_queue.remove(thread, now_ps_);
      break;
  }
  if (!core.run_queue.empty()) arm_tick(core);
  return core;
}

void SimulatedMachine::dispatch_next(Core& core) {
  if (stopping_) return;
  if (Thread* const next = core.run_queue.pick(now_ps_)) {
    start_on(core, *next, now_ps_ + context_switch(core));
    return;
  }
  disarm_idle_tick(core);
  pull_task(core);
}

// An idle core fetches a thread that waits for another one, unless what it needs is still in that
// core's caches.
bool SimulatedMachine::pull_task(Core& core) {
  Thread* found = nullptr;
  for (const auto& other : cores_) {
    Thread* const thread =
        other->run_queue.least_recently_run(now_ps_, parameters_.migration_rest_ps);
    if (thread == nullptr) continue;
    if (found == nullptr || thread->fair.last_ran_ps < found->fair.last_ran_ps) found = thread;
  }
  if (found == nullptr) return false;
  take_out_of_queue(*found);
  start_on(core, *found, now_ps_ + parameters_.idle_pull_ps);
  return true;
}

void SimulatedMachine::set_blocked(Thread& thread) {
  thread.blocked = true;
  thread.counted_asleep = thread.waiting_on != nullptr;
  if (thread.counted_asleep) ++thread.last_core->sleepers;
}

void SimulatedMachine::set_unblocked(Thread& thread) {
  thread.blocked = false;
  if (std::exchange(thread.counted_asleep, false)) --thread.last_core->sleepers;
}

// Takes the core from its current thread, which is not executing, and queues it.
void SimulatedMachine::preempt(Core& core, Cause cause) {
  Thread& thread = *core.current;
  thread.pending_work_ps += std::max<std::int64_t>(0, core.turn.time_ps - now_ps_);
  if (!thread.in_lead_in) thread.resumed_state = thread.state;
  thread.in_lead_in = false;
  leave_core(thread, Leaving::ready);
  set_state(thread, ThreadState::ready, cause);
}

// The scheduler looks who should have the core, whose current thread is not executing. Returns
// whether it is another one.
bool SimulatedMachine::reschedule(Core& core, Cause cause) {
  core.must_reschedule = false;
  Thread* const next = core.run_queue.pick(now_ps_);
  disarm_idle_tick(core);
  if (next == core.current) return false;
  preempt(core, cause);
  start_on(core, *next, now_ps_ + context_switch(core));
  return true;
}

// The same at the end of a system call of the thread that executes.
void SimulatedMachine::give_way_if_asked(Thread& thread) {
  Core& core = *thread.core;
  if (!std::exchange(core.must_reschedule, false)) return;
  Thread* const next = core.run_queue.pick(now_ps_);
  disarm_idle_tick(core);
  if (next == &thread) return;
  count_ticks(thread);
  thread.resumed_state = thread.state;
  leave_core(thread, Leaving::ready);
  set_state(thread, ThreadState::ready, Cause::preempted);
  start_on(core, *next, now_ps_ + context_switch(core));
  switch_away();
}

// The core handles a timer interrupt instead of what it was doing.
void SimulatedMachine::interrupt_current(Core& core) {
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

// Who writes into a pipe mostly waits for the answer next, and leaves its core to the reader, even
// if another one is idle: that one shares no cache with it, as far as the reference machine tells
// (WF_SYNC, wake_affine_idle and select_idle_sibling in kernel/sched/fair.c).
bool wakes_to_waker(const Thread& woken, const Core& waker_core) {
  const WaitKind kind = woken.wait_reason.kind;
  return (kind == WaitKind::pipe_read || kind == WaitKind::pipe_write) && !woken.fair.delayed &&
         woken.woken_by != 0 && waker_core.run_queue.ready() == 0;
}

// --- waking ------------------------------------------------------------------------------------

// A blocked thread may go on. `source` is the core on which this is decided (null: none in
// particular). Returns whether the thread goes to an idle core.
bool SimulatedMachine::make_runnable(Thread& thread, Cause cause, const Core* source) {
  assert(thread.blocked);
  set_unblocked(thread);
  due_.remove(thread.timer);
  const Thread* const waker = thread.woken_by == 0 ? nullptr : threads_[thread.woken_by - 1].get();
  emit(EventKind::wake, thread, cause, waker, now_ps_ - thread.wait_began_ps,
       thread.wait_reason.object);
  thread.resumed_state = ThreadState::overhead;
  Core& last_core = *thread.last_core;
  const bool to_waker = source != nullptr && wakes_to_waker(thread, *source);
  Core& core = to_waker ? *cores_[source->id] : last_core;
  if (thread.fair.delayed) {
    last_core.run_queue.revive(thread, now_ps_);
    thread.ready = true;
    set_state(thread, ThreadState::ready, cause);
  } else if (Core* const idle = to_waker ? nullptr : idle_core(&last_core)) {
    start_on(*idle, thread, now_ps_ + wake_latency(*idle));
    return true;
  } else {
    set_state(thread, ThreadState::ready, cause);
    put_in_queue(core, thread, /*is_new=*/false);
  }
  if (!parameters_.wakeup_preemption || !core.run_queue.preempts(thread, now_ps_)) return false;
  if (source != &core) {
    if (!core.reschedule.scheduled()) {
      due_.push(core.reschedule, now_ps_ + parameters_.reschedule_interrupt_ps);
    }
  } else if (core.arriving || is_executing(*core.current)) {
    core.must_reschedule = true;
  } else {
    reschedule(core, Cause::preempted);
  }
  return false;
}

Result SimulatedMachine::futex_wake(Thread& waker, WaitQueue& queue, std::int64_t count) {
  if (synchronise(waker) != Result::ok) return Result::cancelled;
  std::int64_t cost_ps = 0;
  count_wake(queue);
  while (count-- > 0 && !queue.empty()) {
    Thread& thread = *queue.first();
    if (!take_from_wait_queue(queue, thread, waker.id)) continue;
    const bool to_idle_core = make_runnable(thread, Cause::woken, waker.core);
    cost_ps += to_idle_core ? parameters_.futex_wake_idle_ps : parameters_.futex_wake_busy_ps;
  }
  if (cost_ps == 0) cost_ps = parameters_.futex_wake_nobody_ps;
  if (spend(waker, cost_ps) != Result::ok) return Result::cancelled;
  give_way_if_asked(waker);
  return waker.cancelled ? Result::cancelled : Result::ok;
}

void SimulatedMachine::kernel_wake_all(WaitQueue& queue) {
  count_wake(queue);
  while (!queue.empty()) {
    Thread& thread = *queue.first();
    if (take_from_wait_queue(queue, thread, 0)) make_runnable(thread, Cause::cancelled, nullptr);
  }
}

void SimulatedMachine::make_ready_at_once(Thread& waker, Thread& next) {
  assert(next.blocked && next.waiting_on != nullptr);
  count_wake(*next.waiting_on);
  take_from_wait_queue(*next.waiting_on, next, waker.id);
  set_unblocked(next);
  next.resumed_state = ThreadState::overhead;
  emit(EventKind::wake, next, Cause::woken, &waker, now_ps_ - next.wait_began_ps,
       next.wait_reason.object);
  take_out_of_queue(next);
  if (Core* const idle = idle_core(next.last_core)) {
    start_on(*idle, next, now_ps_);
  } else {
    set_state(next, ThreadState::ready, Cause::woken);
    put_in_queue(*next.last_core, next, /*is_new=*/false);
    next.last_core->run_queue.prefer(next);
  }
}

// --- what is due ---------------------------------------------------------------------------------

void SimulatedMachine::on_reschedule(Core& core) {
  if (core.arriving) {
    core.must_reschedule = true;
  } else if (core.current != nullptr) {
    reschedule(core, Cause::preempted);
  }
}

void SimulatedMachine::on_tick(Core& core) {
  // An idle core is told that there is something to fetch, before the one that has waited longest
  // may have its turn here.
  if (Core* const idle = core.run_queue.ready() > 0 ? idle_core(nullptr) : nullptr) {
    pull_task(*idle);
  }
  if (core.run_queue.slice_is_over(now_ps_)) {
    if (core.arriving) {
      core.must_reschedule = true;
    } else {
      reschedule(core, Cause::time_slice);
    }
  }
  if (!core.run_queue.empty()) arm_tick(core);
}

// The timer's interrupt; the wake-up follows when it has been handled.
void SimulatedMachine::on_timer(Thread& thread) {
  if (!thread.last_core->idle()) interrupt_current(*thread.last_core);
  thread.timer.kind = static_cast<std::uint8_t>(DueKind::timer_wake);
  due_.push(thread.timer, now_ps_ + parameters_.timer_interrupt_ps);
}

// The thread stays in its wait queue until it runs: a waker that comes before that still wakes it.
void SimulatedMachine::on_timer_wake(Thread& thread) {
  thread.timed_out = true;
  thread.woken_by = 0;
  make_runnable(thread, Cause::timer, thread.last_core);
}

void SimulatedMachine::handle(Due& due) {
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
