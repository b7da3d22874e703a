// SPDX-License-Identifier: MIT
//
// Finds the operations of trace level `sync`.
//
// Locks and SimpleQueue are natives and report themselves. Conditions, semaphores, events,
// barriers, queues, connections, sockets and join() are Python code, as in CPython; a table says
// which of their methods count, and where their instances keep what they are made of and who waits.
// Those methods are watched functions (vm::Host::watches): nothing runs that would not run anyway.
#pragma once

#include "runtime/modules/lock.h"
#include "runtime/sync_operation.h"
#include "vm/core/thread.h"

#include <cstdint>
#include <string_view>

namespace gilsim::runtime {

/// True if calls of this function are operations of the table.
bool is_sync_function(const vm::Code& code);

/// Reports the watched function of the innermost frame. `result` Undefined: it begins; Error: an
/// exception ends it. REQUIRES: the rest of its segment is prepaid (see vm::Thread::settle).
void report_sync_function(vm::Thread& thread, vm::Value result);

/// Reports a native's operation on a lock, after the fact. No cost if nobody wants to know.
void report_sync(vm::Thread& thread, const LockState& lock, std::string_view operation,
                 bool succeeded, std::int64_t count = -1);

}  // namespace gilsim::runtime
