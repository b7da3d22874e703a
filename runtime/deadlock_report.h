// SPDX-License-Identifier: MIT
//
// The report of a deadlock: who waits for what, who holds it, at which line, and the cycle.
#pragma once

#include "runtime/machine/machine.h"
#include "vm/core/thread.h"

#include <functional>
#include <string>
#include <string_view>

namespace gilsim::runtime {

/// A thread as reports name it: "Thread-1 (work)", or "Thread-1 (work) (process 1001,
/// Process-1)".
std::string name_in_report(const Thread& thread, bool with_process);

/// Whether it is one of the files the library consists of.
bool is_library_file(std::string_view name);

/// Where a thread is, innermost program line first: "line 12 of prog.py in work (inside queue.py)".
std::string describe_place(const vm::Thread& thread);

/// The description of its place taken when the thread was cancelled.
using PlaceOf = std::function<std::string(const Thread&)>;

std::string deadlock_report(const RunResult& result, const PlaceOf& place_of);
/// For a run that was stopped: who waited, and not just for the GIL or for time to pass; nothing if
/// nobody did.
std::string waiting_report(const RunResult& result, const PlaceOf& place_of);

}  // namespace gilsim::runtime
