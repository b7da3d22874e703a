// SPDX-License-Identifier: MIT
//
// sys.getsizeof: what CPython 3.11 would report for an object on a 64-bit machine.
#pragma once

#include "vm/core/thread.h"

#include <cstdint>

namespace gilsim::vm {

std::int64_t shallow_size(Thread& thread, Value value);
/// What stands in front of an instance of a class made by Python code, which __sizeof__ does not
/// count.
std::int64_t size_before_instance(const Type* type);

}  // namespace gilsim::vm
