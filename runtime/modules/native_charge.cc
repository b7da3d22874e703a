// SPDX-License-Identifier: MIT
#include "runtime/modules/native_charge.h"

#include "runtime/simulation_context.h"

namespace gilsim::runtime {

bool do_native_work(vm::Thread& thread, bool releases_gil, const std::function<void()>& work) {
  if (!releases_gil || !machine_of(thread).is_live()) {
    work();
    return true;
  }
  MachineCall call(thread);
  return call.machine().run_without_gil(call.self(), 0, work) != Result::cancelled;
}

bool pay_for_bytes(vm::Thread& thread, std::size_t bytes, std::int64_t ps_per_byte,
                   bool releases_gil) {
  const std::int64_t work_ps = static_cast<std::int64_t>(bytes) * ps_per_byte;
  if (!releases_gil || machine_of(thread).is_live()) {
    thread.charge(work_ps);
    return thread.poll();
  }
  MachineCall call(thread);
  return call.machine().run_without_gil(call.self(), work_ps, {}) != Result::cancelled;
}

bool work_on_bytes(vm::Thread& thread, std::size_t bytes, std::int64_t ps_per_byte,
                   bool releases_gil, const std::function<void()>& work) {
  return do_native_work(thread, releases_gil, work) &&
         pay_for_bytes(thread, bytes, ps_per_byte, releases_gil);
}

bool goes_on(vm::Thread& thread) {
  return !machine_of(thread).is_ending() || pay_for_bytes(thread, 0, 0, true);
}

}  // namespace gilsim::runtime
