// SPDX-License-Identifier: MIT
//
// The textbook's lock: turns of N ticks.
//
// * A thread that finds the lock free takes it; else it waits at the end of a queue.
// * The holder has N ticks. When they are used up and nobody waits, it has N more. Else it hands
//   the lock to the thread that has waited longest, at that very tick, and waits at the end of the
//   queue.
// * A thread that blocks or ends hands the lock to the thread that has waited longest, if there is
//   one. When it comes back it takes its place at the end of the queue, with N fresh ticks to come.
//
// Handing over means that the successor has the lock: nobody can overtake it. With the lock goes
// the core, so that a turn follows the turn before without a gap but for the profile's cost of a
// handover (none by default). No interpreter works like this; it shows what the interval would mean
// if switching were free and fair.
#include "runtime/gil/gil.h"
#include "runtime/gil/gil_policy.h"
#include "runtime/machine/simulated_machine.h"

#include <cassert>
#include <memory>

namespace gilsim::runtime {
namespace {

class RoundRobin final : public GilPolicy {
 public:
  Result take(SimulatedGil& gil, Thread& thread, Cause cause) override;
  Result drop(SimulatedGil& gil, Thread& thread, Cause cause) override;
  Result check_point(SimulatedGil&, Thread&) override { return Result::ok; }
  Result ticks_spent(SimulatedGil& gil, Thread& thread) override;
  void thread_cancelled(SimulatedGil& gil, Thread& thread) override;

 private:
  void begin_turn(SimulatedGil& gil, Thread& thread, Cause cause);
  void hand_to_longest_waiter(SimulatedGil& gil, Thread& thread);

  WaitQueue waiters_;
  const Thread* successor_ = nullptr;  // has the lock, but has not run yet
};

void RoundRobin::begin_turn(SimulatedGil& gil, Thread& thread, Cause cause) {
  successor_ = nullptr;
  gil.set_holder(thread, cause);
  gil.machine().set_tick_limit(thread, gil.settings().switch_interval.ticks);
}

Result RoundRobin::take(SimulatedGil& gil, Thread& thread, Cause cause) {
  if (gil.locked() || successor_ != nullptr) {
    gil.machine().enqueue(thread, waiters_);
    if (gil.machine().park(thread, ThreadState::wants_gil, Cause::gil, gil.wait_reason()) !=
        Result::ok) {
      return Result::cancelled;
    }
    assert(successor_ == &thread);
  }
  begin_turn(gil, thread, cause);
  return Result::ok;
}

void RoundRobin::hand_to_longest_waiter(SimulatedGil& gil, Thread& thread) {
  if (waiters_.empty()) return;
  Thread& next = *waiters_.first();
  successor_ = &next;
  gil.machine().make_ready_at_once(thread, next);
}

Result RoundRobin::drop(SimulatedGil& gil, Thread& thread, Cause cause) {
  gil.machine().set_tick_limit(thread, kNoTickLimit);
  gil.clear_holder(thread, cause);
  hand_to_longest_waiter(gil, thread);
  return gil.machine().synchronise(thread);
}

Result RoundRobin::ticks_spent(SimulatedGil& gil, Thread& thread) {
  SimulatedMachine& machine = gil.machine();
  if (waiters_.empty()) {
    machine.set_tick_limit(thread, gil.settings().switch_interval.ticks);
    return Result::ok;
  }
  gil.clear_holder(thread, Cause::switch_interval);
  thread.lock_wanted_ps = thread.now_ps();
  Thread& next = *waiters_.first();
  successor_ = &next;
  if (machine.hand_over_core(thread, next, waiters_, gil.settings().handover_ps,
                             ThreadState::wants_gil, Cause::switch_interval,
                             {WaitKind::gil, 0, "the GIL", &next}) != Result::ok) {
    return Result::cancelled;
  }
  assert(successor_ == &thread);
  begin_turn(gil, thread, Cause::switch_interval);
  return machine.enter_state(thread, ThreadState::running, Cause::switch_interval);
}

void RoundRobin::thread_cancelled(SimulatedGil& gil, Thread& thread) {
  if (successor_ == &thread) successor_ = nullptr;
  if (!gil.locked() && successor_ == nullptr) hand_to_longest_waiter(gil, thread);
}

}  // namespace

std::unique_ptr<GilPolicy> make_round_robin() { return std::make_unique<RoundRobin>(); }

}  // namespace gilsim::runtime
