// SPDX-License-Identifier: MIT
//
// How natives of a library (hashes, compression) pay for their work: as CPython does, they let go
// of the GIL while they work on much data, and keep it for little.
#pragma once

#include "vm/core/thread.h"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace gilsim::runtime {

/// Does the work: on the live machine without the GIL if `releases_gil`. It must touch no Python
/// object, and nothing that another thread may reach meanwhile. False: the thread is cancelled.
bool do_native_work(vm::Thread& thread, bool releases_gil, const std::function<void()>& work);

/// Pays for work on so many bytes, simulated in state `native` without the GIL if `releases_gil`;
/// on the live machine it has taken its time. False: the thread is cancelled, or an exception is
/// pending.
bool pay_for_bytes(vm::Thread& thread, std::size_t bytes, std::int64_t ps_per_byte,
                   bool releases_gil);

/// To be asked now and then during long work, such as a portion of bytes takes. False: the run
/// ends, and the thread is cancelled.
bool goes_on(vm::Thread& thread);

/// Both.
bool work_on_bytes(vm::Thread& thread, std::size_t bytes, std::int64_t ps_per_byte,
                   bool releases_gil, const std::function<void()>& work);

}  // namespace gilsim::runtime
