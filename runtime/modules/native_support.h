// SPDX-License-Identifier: MIT
//
// What the runtime's C++ modules share: deadlines, costs, OSError, and pickling of things that
// processes share.
#pragma once

#include "vm/core/thread.h"

#include <cstdint>
#include <string_view>

namespace gilsim::runtime {

/// A time-out in seconds, or None for none, as a deadline. False: an exception is pending.
bool deadline_after(vm::Thread& thread, vm::Value timeout, std::int64_t& deadline_ps);

/// What handling so many bytes costs: each begun KiB counts.
std::int64_t cost_of_bytes(std::size_t bytes, std::int64_t ps_per_kib);

/// (rebuild function of that module, (serial, flag)): how shared things are pickled, by number,
/// since both processes run in the same simulation.
vm::Ref reduce_to(vm::Thread& thread, std::string_view module_name, std::string_view rebuild_name,
                  std::uint64_t serial, bool flag);

/// Raises `type(code, text)`, an OSError.
vm::Ref os_error(vm::Thread& thread, vm::Type* type, std::int64_t code, std::string_view text);

}  // namespace gilsim::runtime
