// SPDX-License-Identifier: MIT
//
// Grants, switching between fibers, blocking, beginnings and ends. The scheduler's rules are in
// scheduler.cc, what natives call in operations.cc.
#include "runtime/machine/simulated_machine.h"

#include "runtime/machine/fiber.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

namespace gilsim::runtime {

namespace {

// Stress builds: so many grants of a run are of one tick, and every safepoint goes through the
// scheduler. Neither may change what is simulated.
#ifdef GILSIM_STRESS
constexpr int kOneTickGrants = 200'000;
#else
constexpr int kOneTickGrants = 0;
#endif

// Linux lengthens the slice with the number of cores, up to 8: 1 + log2(cores) times
// (get_update_sysctl_factor in kernel/sched/fair.c).
MachineParameters with_slice_for_all_cores(MachineParameters parameters) {
  constexpr unsigned kMostCounted = 8;
  const unsigned cores = std::min(static_cast<unsigned>(parameters.cores), kMostCounted);
  parameters.time_slice_ps *= std::bit_width(cores);
  return parameters;
}

}  // namespace

// --- building ------------------------------------------------------------------------------------

SimulatedMachine::SimulatedMachine(const MachineParameters& parameters, Chooser& chooser,
                                   EventSink* sink, Limits limits)
    : Machine(with_slice_for_all_cores(parameters), sink, limits, /*is_live=*/false),
      chooser_(chooser),
      fibers_(std::make_unique<FiberPool>()) {
  // A grant that is empty would never end.
  assert(parameters_.cores >= 1 && parameters_.cores < kNoCore);
  assert(parameters_.visibility_ps > 0 && parameters_.reschedule_interrupt_ps > 0);
  assert(parameters_.longest_grant_ps > 0 && parameters_.longest_grant_ticks > 0);
  assert(parameters_.tick_period_ps > 0);
  RandomStream& phases = chooser_.stream("tick phase");
  for (std::int64_t i = 0; i < parameters_.cores; ++i) {
    auto core = std::make_unique<Core>();
    core->id = static_cast<std::uint16_t>(i);
    core->tick_phase_ps = phases.uniform(0, parameters_.tick_period_ps - 1);
    core->run_queue.configure(parameters_, core->tick_phase_ps);
    core->latency = &chooser_.stream("wake latency of core " + std::to_string(i));
    core->turn.owner = core->tick.owner = core->reschedule.owner = core.get();
    core->tick.kind = static_cast<std::uint8_t>(DueKind::tick);
    core->reschedule.kind = static_cast<std::uint8_t>(DueKind::reschedule);
    cores_.push_back(std::move(core));
  }
}

SimulatedMachine::~SimulatedMachine() = default;

Process& SimulatedMachine::create_process(std::string name, ProcessOptions options) {
  if (options.creator != nullptr) synchronise(*options.creator);
  Process& created = add_process(std::move(name), options, now_ps_);
  emit_process(EventKind::process_start, created, options.start_method, options.creator);
  return created;
}

Thread* SimulatedMachine::create_thread(Process& process, std::string name, Body body,
                                        ThreadOptions options) {
  if (options.creator != nullptr && synchronise(*options.creator) != Result::ok) return nullptr;
  threads_.push_back(std::make_unique<Thread>());
  Thread& thread = *threads_.back();
  thread.id = static_cast<std::uint32_t>(threads_.size());
  thread.process = &process;
  thread.name = std::move(name);
  thread.daemon = options.daemon;
  thread.body = std::move(body);
  thread.takes_lock = options.takes_lock;
  thread.start_cost_ps = options.start_cost_ps;
  thread.start_ps = thread.state_since_ps = thread.grant_end_ps = now_ps_;
  thread.timer.owner = thread.flag_visible.owner = &thread;
  thread.flag_visible.kind = static_cast<std::uint8_t>(DueKind::flag_visible);
  process.threads.push_back(&thread);
  ++process.threads_alive;
  ++threads_alive_;
  emit(EventKind::thread_start, thread, Cause::thread_start, options.creator);

  Core& core = core_for_new_thread();
  if (core.idle()) {
    start_on(core, thread, options.creator == nullptr ? now_ps_ : now_ps_ + wake_latency(core));
  } else {
    thread.resumed_state = ThreadState::overhead;
    set_state(thread, ThreadState::ready, Cause::thread_start);
    put_in_queue(core, thread, /*is_new=*/true);
  }
  // The new thread bounds how far its creator may run ahead.
  if (options.creator != nullptr) grant(*options.creator, now_ps_);
  return &thread;
}

const std::byte* SimulatedMachine::stack_limit(const Thread& thread) const {
  return thread.fiber == nullptr ? nullptr : thread.fiber->stack_limit();
}

// --- grants --------------------------------------------------------------------------------------

// Whether nothing that another process does can affect the thread before its core's next tick: no
// sleeper can be woken that would take this core, and there is nobody to ask for the lock.
bool SimulatedMachine::out_of_reach(const Thread& thread) {
  return thread.process->threads_alive == 1 && thread.core->sleepers == 0;
}

// The shortest way from what another core does to this thread.
std::int64_t SimulatedMachine::lookahead_ps(const Thread& thread) const {
  const Process& process = *thread.process;
  if (process.threads_on_cores > 1) return parameters_.visibility_ps;
  if (process.threads_alive == 1) return parameters_.reschedule_interrupt_ps;
  // Another core may turn to a thread of this process, which then asks for the lock.
  return std::min(parameters_.reschedule_interrupt_ps,
                  parameters_.context_switch_min_ps + parameters_.visibility_ps);
}

// How far a thread may run by itself: see machine.h.
std::int64_t SimulatedMachine::horizon_ps(const Thread& thread, std::int64_t now_ps) const {
  std::int64_t horizon = std::min(now_ps + parameters_.longest_grant_ps, limits_.time_ps);
  horizon = std::min(horizon, due_.earliest_ps(horizon));
  if (!turns_.empty()) {
    std::int64_t reach = turns_.earliest_ps(horizon) + lookahead_ps(thread);
    if (out_of_reach(thread)) {
      Core& core = *thread.core;
      if (core.next_tick_ps <= now_ps) core.next_tick_ps = tick_after(core, now_ps);
      reach = core.next_tick_ps;
    }
    horizon = std::min(horizon, reach);
  }
  return std::max(horizon, now_ps);
}

void SimulatedMachine::grant(Thread& thread, std::int64_t now_ps) {
  // A thread that has been asked for a check point learns it from budget_spent, which an empty
  // grant makes it call at once.
  const bool unnoticed = thread.check_point_wanted && !thread.check_point_noticed;
  thread.grant_end_ps = unnoticed ? now_ps : horizon_ps(thread, now_ps);
  thread.budget.picoseconds = thread.grant_end_ps - now_ps;
  pushes_at_grant_ = due_.pushes() + turns_.pushes();
}

void SimulatedMachine::count_ticks(Thread& thread) {
  const std::int64_t ticks = thread.ticks();
  ticks_ += ticks - thread.counted_ticks;
  thread.counted_ticks = ticks;
}

// Constant outside stress builds, so the compiler leaves the question out there.
bool SimulatedMachine::gives_one_tick_grants() const {
  return kOneTickGrants > 0 && one_tick_grants_ < kOneTickGrants;
}

void SimulatedMachine::grant_ticks(Thread& thread) {
  count_ticks(thread);
  const std::int64_t ticks = thread.counted_ticks;
  std::int64_t longest = parameters_.longest_grant_ticks;
  if (gives_one_tick_grants()) {
    ++one_tick_grants_;
    longest = 1;
  }
  const std::int64_t granted = std::min(
      {longest, thread.tick_limit - ticks, limits_.ticks - ticks_, pause_at_ticks_ - ticks_});
  thread.budget.ticks =
      vm::TickCounts(std::clamp<std::int64_t>(granted, 0, vm::TickCounts::kMost / 2),
                     thread.budget.ticks.counted());
  thread.tick_end = ticks + thread.budget.ticks.plain();
}

bool SimulatedMachine::is_ending() const {
  return stopping_ ||
         (limits_.interrupt != nullptr && limits_.interrupt->load(std::memory_order_relaxed));
}

bool SimulatedMachine::must_stop(std::int64_t now_ps) {
  if (stopping_) return true;
  if (limits_.interrupt != nullptr && limits_.interrupt->load(std::memory_order_relaxed)) {
    outcome_ = Outcome::interrupted;
  } else if (ticks_ >= limits_.ticks) {
    outcome_ = Outcome::tick_limit;
  } else if (now_ps >= limits_.time_ps) {
    outcome_ = Outcome::time_limit;
  } else if (stop_asked_) {
    outcome_ = Outcome::stopped;
  } else {
    return false;
  }
  stopping_ = true;
  return true;
}

// --- switching -----------------------------------------------------------------------------------

// Simulates until a fiber must run, and says which.
Fiber& SimulatedMachine::next_fiber() {
  for (;;) {
    if (!to_unwind_.empty()) {
      Thread& thread = *to_unwind_.front();
      to_unwind_.pop_front();
      return *thread.fiber;
    }
    if (stopping_) return fibers_->root();
    if (due_.empty() && turns_.empty()) {
      outcome_ = threads_alive_ == 0 ? Outcome::finished : Outcome::deadlock;
      stopping_ = true;
      continue;
    }
    // At equal times what is due goes first, so that a core's next grant is never empty.
    if (due_.earliest_ps(INT64_MAX) <= turns_.earliest_ps(INT64_MAX)) {
      if (must_stop(due_.earliest_ps(INT64_MAX))) continue;
      Due* const due = due_.pop();
      now_ps_ = std::max(now_ps_, due->time_ps);
      handle(*due);
    } else {
      if (must_stop(turns_.earliest_ps(INT64_MAX))) continue;
      Due* const turn = turns_.pop();
      now_ps_ = std::max(now_ps_, turn->time_ps);
      if (Fiber* const fiber = continue_core(*static_cast<Core*>(turn->owner))) return *fiber;
    }
  }
}

// It is the core's turn. Null if its thread has more work to do that needs no fiber.
Fiber* SimulatedMachine::continue_core(Core& core) {
  Thread& thread = *core.current;
  core.arriving = false;
  if (thread.in_lead_in) {
    thread.in_lead_in = false;
    set_state(thread, thread.resumed_state, thread.resumed_cause);
  }
  if (core.must_reschedule && reschedule(core, Cause::preempted)) return nullptr;
  if (thread.pending_work_ps > 0) {
    turns_.push(core.turn, now_ps_ + std::exchange(thread.pending_work_ps, 0));
    return nullptr;
  }
  grant(thread, now_ps_);
  // Others may have used up what was left of the limit.
  grant_ticks(thread);
  if (thread.fiber == nullptr) {
    thread.fiber = fibers_->create([this, &thread]() -> Fiber& { return thread_main(thread); });
    if (thread.fiber == nullptr) {
      outcome_ = Outcome::stack_exhausted;
      stopping_ = true;
      turns_.push(core.turn, now_ps_);
    }
  }
  return thread.fiber.get();
}

void SimulatedMachine::switch_away() {
  Fiber& next = next_fiber();
  if (&next != &fibers_->current()) fibers_->switch_to(next);
}

// The thread's core waits for its turn at the thread's clock.
Result SimulatedMachine::yield_core_now(Thread& thread) {
  count_ticks(thread);
  turns_.push(thread.core->turn, thread.now_ps());
  switch_away();
  return thread.cancelled ? Result::cancelled : Result::ok;
}

Result SimulatedMachine::yield_core(Thread& thread) {
  const std::int64_t now_ps = thread.now_ps();
  if (due_.earliest_ps(INT64_MAX) <= now_ps || turns_.earliest_ps(INT64_MAX) <= now_ps ||
      gives_one_tick_grants() || must_stop(now_ps)) {
    return yield_core_now(thread);
  }
  now_ps_ = now_ps;
  grant(thread, now_ps);
  return Result::ok;
}

// Whether the executing thread may go on without a new grant: it is within the one it has, which
// nothing that came since could have made shorter, and no other core is behind it.
bool SimulatedMachine::grant_holds(const Thread& thread) const {
  const std::int64_t now_ps = thread.now_ps();
  return thread.budget.picoseconds >= 0 && pushes_at_grant_ == due_.pushes() + turns_.pushes() &&
         due_.earliest_ps(INT64_MAX) > now_ps && turns_.earliest_ps(INT64_MAX) > now_ps &&
         now_ps < limits_.time_ps && ticks_ < limits_.ticks && !stop_asked_ && !stopping_ &&
         !gives_one_tick_grants();
}

Result SimulatedMachine::synchronise(Thread& thread) {
  if (thread.cancelled) return Result::cancelled;
  if (!grant_holds(thread)) return yield_core(thread);
  now_ps_ = thread.now_ps();
  return Result::ok;
}

Result SimulatedMachine::spend(Thread& thread, std::int64_t cost_ps) {
  thread.budget.picoseconds -= cost_ps;
  return synchronise(thread);
}

Result SimulatedMachine::enter_state(Thread& thread, ThreadState state, Cause cause) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  set_state(thread, state, cause);
  return Result::ok;
}

// Whether the thread's own code runs at this moment. (Which fiber is the current one says nothing:
// the simulation goes on upon the stack of whoever gave way last.)
bool SimulatedMachine::is_executing(const Thread& thread) {
  return thread.core != nullptr && !thread.core->turn.scheduled();
}

// --- for the eval loop ---

Result SimulatedMachine::budget_spent(Thread& thread) {
  if (thread.cancelled) return Result::cancelled;
  count_ticks(thread);
  if (ticks_ >= pause_at_ticks_ && pause(thread) != Result::ok) return Result::cancelled;
  if (yield_core(thread) != Result::ok) return Result::cancelled;
  if (thread.counted_ticks >= thread.tick_limit) {
    if (thread.process->lock->ticks_spent(thread) != Result::ok) return Result::cancelled;
  }
  if (thread.check_point_wanted && !thread.check_point_noticed) {
    thread.check_point_noticed = true;
    grant(thread, thread.now_ps());
  }
  grant_ticks(thread);
  return Result::ok;
}

Result SimulatedMachine::poll(Thread& thread) {
  if (thread.cancelled) return Result::cancelled;
  count_ticks(thread);
  return yield_core(thread);
}

Result SimulatedMachine::check_point(Thread& thread) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  clear_check_point_request(thread);
  if (thread.process->lock == nullptr) return Result::ok;
  if (thread.process->lock->check_point(thread) != Result::ok) return Result::cancelled;
  grant_ticks(thread);
  return Result::ok;
}

void SimulatedMachine::ask_for_check_point(Thread& asker, Thread& target) {
  if (target.check_point_wanted || target.flag_visible.scheduled()) return;
  if (target.core == nullptr || target.core == asker.core) {
    target.check_point_wanted = true;
  } else {
    due_.push(target.flag_visible, now_ps_ + parameters_.visibility_ps);
    grant(asker, asker.now_ps());
  }
}

void SimulatedMachine::clear_check_point_request(Thread& target) {
  due_.remove(target.flag_visible);
  target.check_point_wanted = target.check_point_noticed = false;
}

void SimulatedMachine::set_counted_ticks(Thread& thread, std::int64_t left) {
  thread.budget.ticks = vm::TickCounts(thread.budget.ticks.plain(), left);
}

void SimulatedMachine::set_tick_limit(Thread& thread, std::int64_t ticks_from_now) {
  thread.tick_limit =
      ticks_from_now == kNoTickLimit ? kNoTickLimit : thread.ticks() + ticks_from_now;
  grant_ticks(thread);
}

// --- beginning and end ---

Fiber& SimulatedMachine::thread_main(Thread& thread) {
  InterpreterLock* const lock = thread.takes_lock ? thread.process->lock.get() : nullptr;
  Result result = spend(thread, thread.start_cost_ps);
  if (result == Result::ok) {
    result = lock != nullptr ? lock->take(thread, Cause::thread_start)
                             : enter_state(thread, ThreadState::running, Cause::thread_start);
  }
  if (result == Result::ok) {
    grant_ticks(thread);
    thread.body(thread);
  }
  thread.body = nullptr;
  count_ticks(thread);
  if (lock != nullptr && !thread.cancelled) lock->drop(thread, Cause::thread_end);
  synchronise(thread);
  thread.ending = true;
  if (!thread.end_waiters.empty()) futex_wake(thread, thread.end_waiters, INT64_MAX);
  synchronise(thread);
  finish(thread);
  return next_fiber();
}

// Closes the books. The thread's clock is at now_ps_.
void SimulatedMachine::finish(Thread& thread) {
  thread.time_in_state_ps[static_cast<std::size_t>(thread.state)] +=
      now_ps_ - thread.state_since_ps;
  thread.state_since_ps = now_ps_;
  thread.end_ps = now_ps_;
  thread.grant_end_ps = now_ps_;
  thread.budget.picoseconds = 0;
  thread.ending = thread.finished = true;
  --thread.process->threads_alive;
  --threads_alive_;
  emit(EventKind::thread_end, thread, thread.cancelled ? Cause::cancelled : Cause::thread_end,
       nullptr, thread.lifetime_ps());
  if (thread.cancelled && thread.process->lock != nullptr) {
    thread.process->lock->thread_cancelled(thread);
  }
  due_.remove(thread.timer);
  due_.remove(thread.flag_visible);
  if (thread.core != nullptr) dispatch_next(leave_core(thread, Leaving::for_good));
  if (!stopping_) kernel_wake_all(thread.end_waiters);
}

// From here on every machine call of the thread answers `cancelled`. Unless it is executing, it
// leaves core and queues, and its fiber goes next, to unwind.
void SimulatedMachine::start_cancelling(Thread& thread) {
  if (thread.finished || thread.cancelled) return;
  thread.cancelled = true;
  if (is_executing(thread)) return;
  dequeue(thread);
  due_.remove(thread.timer);
  clear_check_point_request(thread);
  set_unblocked(thread);
  thread.in_lead_in = false;
  thread.pending_work_ps = 0;
  take_out_of_queue(thread);
  if (thread.core != nullptr) dispatch_next(leave_core(thread, Leaving::for_good));
  count_ticks(thread);
  // It spends no more time: its clock stands where the canceller's is.
  thread.grant_end_ps = now_ps_;
  thread.budget.picoseconds = 0;
  if (!stopping_ && thread.process->lock != nullptr) thread.process->lock->thread_cancelled(thread);
  if (thread.fiber != nullptr) {
    to_unwind_.push_back(&thread);
  } else {
    thread.body = nullptr;
    finish(thread);
  }
}

void SimulatedMachine::cancel_everything() {
  stopping_ = true;
  // Threads may start others while they unwind natives; those are cancelled here as well.
  for (std::size_t i = 0; i < threads_.size(); ++i) start_cancelling(*threads_[i]);
  if (!to_unwind_.empty()) switch_away();
}

RunResult SimulatedMachine::run() {
  RunResult result;
  if (Fiber* const paused = std::exchange(paused_, nullptr); paused != nullptr) {
    fibers_->switch_to(*paused);
  } else {
    switch_away();
  }
  if (paused_ != nullptr) {
    result.outcome = Outcome::paused;
    return result;
  }
  result.outcome = outcome_;
  if (outcome_ != Outcome::finished) describe_waiting(result);
  cancel_everything();
  result.end_ps = now_ps_;
  return result;
}

void SimulatedMachine::stop() { stop_asked_ = true; }

Result SimulatedMachine::pause(Thread& thread) {
  if (thread.cancelled) return Result::cancelled;
  pause_at_ticks_ = kNoTickLimit;
  paused_ = &fibers_->current();
  fibers_->switch_to(fibers_->root());
  if (must_stop(thread.now_ps())) thread.cancelled = true;
  grant_ticks(thread);
  return thread.cancelled ? Result::cancelled : Result::ok;
}

void SimulatedMachine::pause_after(std::int64_t ticks_from_now) {
  pause_at_ticks_ = ticks_from_now < kNoTickLimit - ticks_ ? ticks_ + ticks_from_now : kNoTickLimit;
}

// --- accounting and events ---

std::int64_t SimulatedMachine::cpu_time_ps(const Thread& thread, const Thread& asker) const {
  std::int64_t ps = 0;
  for (const ThreadState state :
       {ThreadState::running, ThreadState::native, ThreadState::overhead}) {
    ps += thread.time_in_state_ps[static_cast<std::size_t>(state)];
  }
  // The state a thread is in is accounted when it leaves it: add what has passed since.
  return &thread == &asker ? ps + thread.now_ps() - thread.state_since_ps : ps;
}

void SimulatedMachine::set_state(Thread& thread, ThreadState state, Cause cause) {
  if (thread.state == state) return;
  const ThreadState from = thread.state;
  thread.time_in_state_ps[static_cast<std::size_t>(from)] += now_ps_ - thread.state_since_ps;
  thread.state_since_ps = now_ps_;
  thread.state = state;
  if (sink_ != nullptr) emit_state(thread, from, cause);
}

void SimulatedMachine::emit_now(EventKind kind, const Thread& thread, Cause cause,
                                const Thread* other, std::int64_t duration_ps,
                                std::uint64_t object) {
  Event event;
  event.time_ps = now_ps_;
  event.tick = thread.ticks();
  event.duration_ps = duration_ps;
  event.object = object;
  event.thread = thread.id;
  event.other_thread = other == nullptr ? 0 : other->id;
  event.process = thread.process->id;
  event.core = thread.core == nullptr ? kNoCore : thread.core->id;
  event.kind = kind;
  event.cause = cause;
  event.from = event.to = thread.state;
  sink_->event(event, &thread);
}

void SimulatedMachine::emit_state(const Thread& thread, ThreadState from, Cause cause) {
  Event event;
  event.time_ps = now_ps_;
  event.tick = thread.ticks();
  event.thread = thread.id;
  event.process = thread.process->id;
  event.core = thread.core == nullptr ? kNoCore : thread.core->id;
  event.kind = EventKind::state;
  event.cause = cause;
  event.from = from;
  event.to = thread.state;
  sink_->event(event, &thread);
}

void SimulatedMachine::emit_process(EventKind kind, const Process& process, Cause cause,
                                    const Thread* other) {
  if (sink_ == nullptr) return;
  Event event;
  event.time_ps = now_ps_;
  event.object = static_cast<std::uint64_t>(process.exit_code);
  event.process = process.id;
  event.other_thread = other == nullptr ? 0 : other->id;
  event.kind = kind;
  event.cause = cause;
  sink_->event(event, nullptr);
}

}  // namespace gilsim::runtime
