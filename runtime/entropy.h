// SPDX-License-Identifier: MIT
//
// Where a simulated program's "operating system randomness" comes from: os.urandom, and generators
// that are not seeded. It follows from the run's seed, the process and how much that process has
// drawn so far, so that the same run draws the same.
#pragma once

#include "vm/core/interpreter.h"
#include "vm/core/thread.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace gilsim::runtime {

/// The next 64 bits of a process.
std::uint64_t next_entropy(vm::Interpreter& process);
/// The next bytes of a thread's process.
std::string entropy_bytes(vm::Thread& thread, std::size_t count);

}  // namespace gilsim::runtime
