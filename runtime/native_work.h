// SPDX-License-Identifier: MIT
//
// The compiled work of native workers, as a real loop: what the demo times on OS threads.
#pragma once

#include <cstdint>

namespace gilsim::runtime {

/// The sum of all integers in [start, end), added one by one. The result wraps at 64 bits.
std::int64_t sum_range_by_loop(std::int64_t start, std::int64_t end);

}  // namespace gilsim::runtime
