// SPDX-License-Identifier: MIT
//
// How natives of a library (hashes, compression) pay for their work: as CPython does, they let go
// of the GIL while they work on much data, and keep it for little.
#pragma once

#include "vm/core/thread.h"

#include <cstddef>
#include <cstdint>

namespace gilsim::runtime {

/// Pays for work on so many bytes, in state `native` without the GIL if `releases_gil`. False: the
/// thread is cancelled, or an exception is pending.
bool pay_for_bytes(vm::Thread& thread, std::size_t bytes, std::int64_t ps_per_byte,
                   bool releases_gil);

/// To be asked now and then during long work, such as a portion of bytes takes. False: the run
/// ends, and the thread is cancelled.
bool goes_on(vm::Thread& thread);

}  // namespace gilsim::runtime
