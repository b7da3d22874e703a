// SPDX-License-Identifier: MIT
//
// The lock of CPython 3.2 to 3.13, after Python/ceval_gil.h (ceval_gil.c from 3.12 on), take_gil
// and drop_gil, and eval_frame_handle_pending in Python/ceval.c. The protocol has not changed since
// 3.2; what differs is where the eval loop looks at the request. So there is one implementation and
// three policies, which differ by the family of their check points: cpython-3.2 (3.2 to 3.9),
// cpython-3.10, and cpython-3.11 (3.11 to 3.13).
//
// The lock is a flag, guarded by a mutex; its changes are signalled by a condition variable,
// `cond`. A number counts how often it went from one thread to another, and a word says that
// somebody wants it.
//
// To take it, a thread
//   1. locks the mutex;
//   2. while the flag is set: notes the switch number and waits on `cond`, at most for the switch
//      interval. If the time ran out, the flag is still set, and the switch number is the noted one
//      (nobody new has had the lock meanwhile), it sets the drop request. It then waits again;
//   3. locks the switch mutex, sets the flag, and, if another thread had the lock last, writes
//      itself down as the last holder and counts a switch; signals `switch_cond`; unlocks the
//      switch mutex;
//   4. clears the drop request, whoever made it;
//   5. unlocks the mutex.
//
// To drop it, a thread
//   1. locks the mutex, clears the flag, signals `cond`, unlocks the mutex;
//   2. if a drop request is pending: locks the switch mutex, and if it is still the last holder
//      (nobody has taken the lock yet) clears the request and waits on `switch_cond`, without a
//      time-out, until somebody has: a forced switch. Unlocks the switch mutex.
//   This is so at a check point and before a blocking call alike.
//
// At a check point with a drop request pending, the holder drops the lock and takes it again.
//
// The interval is thus a waiter's time-out and not the holder's quantum: a holder nobody waits for
// keeps the lock, and a request comes an interval after the waiter began to wait. Dropping names no
// successor: the signal is for whichever waiter takes it first (wait.h), and the one that asked is
// often not asleep yet; it has to lock the mutex first, and a newcomer that is faster has the lock
// (the waiter then finds the flag set: a missed wake-up).
#include "runtime/gil/gil.h"
#include "runtime/gil/gil_policy.h"
#include "runtime/machine/simulated_machine.h"
#include "runtime/machine/wait.h"

#include <memory>

namespace gilsim::runtime {
namespace {

class Cpython3 final : public GilPolicy {
 public:
  Result take(SimulatedGil& gil, Thread& thread, Cause cause) override;
  Result drop(SimulatedGil& gil, Thread& thread, Cause cause) override;
  Result check_point(SimulatedGil& gil, Thread& thread) override;
  Result ticks_spent(SimulatedGil&, Thread&) override { return Result::ok; }
  void thread_cancelled(SimulatedGil& gil, Thread& thread) override;

 private:
  Result wait_until_free(SimulatedGil& gil, Thread& thread);
  Result become_holder(SimulatedGil& gil, Thread& thread, Cause cause);

  Mutex mutex_;
  Condition cond_;
  Mutex switch_mutex_;
  Condition switch_cond_;
};

Result Cpython3::take(SimulatedGil& gil, Thread& thread, Cause cause) {
  SimulatedMachine& machine = gil.machine();
  if (mutex_.lock(machine, thread, gil.wait_style()) != Result::ok ||
      wait_until_free(gil, thread) != Result::ok ||
      become_holder(gil, thread, cause) != Result::ok) {
    return Result::cancelled;
  }
  gil.clear_drop_request();
  return mutex_.unlock(machine, thread);
}

Result Cpython3::wait_until_free(SimulatedGil& gil, Thread& thread) {
  SimulatedMachine& machine = gil.machine();
  while (gil.locked()) {
    const std::uint64_t saved_switch_number = gil.switch_number();
    const std::int64_t deadline_ps = thread.now_ps() + gil.settings().switch_interval.time_ps;
    const Result waited = cond_.wait(machine, thread, mutex_, deadline_ps, gil.wait_style());
    if (waited == Result::cancelled) return Result::cancelled;
    if (!gil.locked()) break;
    if (waited == Result::ok) {
      gil.count_missed_wakeup(thread);
    } else if (gil.switch_number() == saved_switch_number) {
      gil.request_drop(thread);
    }
  }
  return Result::ok;
}

Result Cpython3::become_holder(SimulatedGil& gil, Thread& thread, Cause cause) {
  SimulatedMachine& machine = gil.machine();
  if (switch_mutex_.lock(machine, thread, gil.wait_style()) != Result::ok) return Result::cancelled;
  gil.set_holder(thread, cause);
  if (gil.move_data_here(thread) != Result::ok) return Result::cancelled;
  if (switch_cond_.signal(machine, thread) != Result::ok) return Result::cancelled;
  return switch_mutex_.unlock(machine, thread);
}

Result Cpython3::drop(SimulatedGil& gil, Thread& thread, Cause cause) {
  SimulatedMachine& machine = gil.machine();
  // A thread that only wants to block is not after the lock while it waits in here.
  const bool wants_it_back = cause == Cause::drop_request;
  WaitStyle style = gil.wait_style();
  if (!wants_it_back) style.state = ThreadState::overhead;
  if (mutex_.lock(machine, thread, style) != Result::ok) return Result::cancelled;
  gil.clear_holder(thread, cause);
  if (cond_.signal(machine, thread) != Result::ok || mutex_.unlock(machine, thread) != Result::ok) {
    return Result::cancelled;
  }
  if (!gil.drop_requested()) return Result::ok;
  if (switch_mutex_.lock(machine, thread, style) != Result::ok) return Result::cancelled;
  if (gil.last_holder() == &thread) {
    gil.count_forced_switch(thread);
    gil.clear_drop_request();
    WaitStyle forced = style;
    forced.cause = Cause::forced_switch;
    forced.reason.owner = nullptr;
    if (switch_cond_.wait(machine, thread, switch_mutex_, kNoDeadline, forced) ==
        Result::cancelled) {
      return Result::cancelled;
    }
  }
  return switch_mutex_.unlock(machine, thread);
}

Result Cpython3::check_point(SimulatedGil& gil, Thread& thread) {
  if (!gil.drop_requested() || gil.holder() != &thread) return Result::ok;
  if (gil.drop(thread, Cause::drop_request) != Result::ok) return Result::cancelled;
  return gil.take(thread, Cause::check_point);
}

void Cpython3::thread_cancelled(SimulatedGil& gil, Thread& thread) {
  SimulatedMachine& machine = gil.machine();
  mutex_.abandon(machine, thread);
  switch_mutex_.abandon(machine, thread);
  // Nobody may sleep for a signal that only this thread would have given.
  if (!gil.locked()) cond_.wake_all_for_nothing(machine);
  switch_cond_.wake_all_for_nothing(machine);
}

}  // namespace

std::unique_ptr<GilPolicy> make_cpython_3() { return std::make_unique<Cpython3>(); }

}  // namespace gilsim::runtime
