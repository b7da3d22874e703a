// SPDX-License-Identifier: MIT
//
// The lock of MicroPython 1.20, after py/vm.c (mp_execute_bytecode) and the unix port's
// ports/unix/mpthreadport.c.
//
// The lock is a mutex. Each activation of a function has a counter of its own, which begins at 32
// (MICROPY_PY_THREAD_GIL_VM_DIVISOR). At the end of each jump, and of each conditional jump whether
// taken or not, the eval loop takes one off. When that makes it zero, it sets it to 32 again,
// unlocks the mutex and locks it again, whether or not anybody waits.
//
// A called function counts for itself, and so does each resumption of a generator: a loop that
// calls a short function is counted by its own jumps alone. A blocking call unlocks the mutex
// before and locks it after.
//
// A mutex hands nothing over. The unlocking thread wakes one that sleeps, but it locks again in a
// moment, while the woken one has a long way to go, and finds the mutex taken (a missed wake-up).
//
// Not modelled: the scheduler's lock, in which nothing is released, and ports other than unix.
#include "runtime/gil/gil.h"
#include "runtime/gil/gil_policy.h"
#include "runtime/machine/simulated_machine.h"
#include "runtime/machine/wait.h"

#include <memory>

namespace gilsim::runtime {
namespace {

class MicroPython final : public GilPolicy {
 public:
  Result take(SimulatedGil& gil, Thread& thread, Cause cause) override;
  Result drop(SimulatedGil& gil, Thread& thread, Cause cause) override;
  Result check_point(SimulatedGil& gil, Thread& thread) override;
  Result ticks_spent(SimulatedGil&, Thread&) override { return Result::ok; }
  void thread_cancelled(SimulatedGil& gil, Thread& thread) override {
    mutex_.abandon(gil.machine(), thread);
  }

 private:
  Mutex mutex_;
};

Result MicroPython::take(SimulatedGil& gil, Thread& thread, Cause cause) {
  if (mutex_.lock(gil.machine(), thread, gil.wait_style_for_lock()) != Result::ok) {
    return Result::cancelled;
  }
  gil.set_holder(thread, cause);
  return gil.move_data_here(thread);
}

Result MicroPython::drop(SimulatedGil& gil, Thread& thread, Cause cause) {
  gil.clear_holder(thread, cause);
  return mutex_.unlock(gil.machine(), thread);
}

Result MicroPython::check_point(SimulatedGil& gil, Thread& thread) {
  if (gil.drop(thread, Cause::switch_interval) != Result::ok) return Result::cancelled;
  return gil.take(thread, Cause::check_point);
}

}  // namespace

std::unique_ptr<GilPolicy> make_micropython() { return std::make_unique<MicroPython>(); }

}  // namespace gilsim::runtime
