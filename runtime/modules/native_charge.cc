// SPDX-License-Identifier: MIT
#include "runtime/modules/native_charge.h"

#include "runtime/simulation_context.h"

namespace gilsim::runtime {

bool pay_for_bytes(vm::Thread& thread, std::size_t bytes, std::int64_t ps_per_byte,
                   bool releases_gil) {
  const std::int64_t work_ps = static_cast<std::int64_t>(bytes) * ps_per_byte;
  if (!releases_gil) {
    thread.charge(work_ps);
    return thread.poll();
  }
  MachineCall call(thread);
  return call.machine().run_without_gil(call.self(), work_ps) != Result::cancelled;
}

bool goes_on(vm::Thread& thread) {
  return !machine_of(thread).is_ending() || pay_for_bytes(thread, 0, 0, true);
}

}  // namespace gilsim::runtime
