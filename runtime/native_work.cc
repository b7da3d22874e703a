// SPDX-License-Identifier: MIT
#include "runtime/native_work.h"

namespace gilsim::runtime {

std::int64_t sum_range_by_loop(std::int64_t start, std::int64_t end) {
  std::uint64_t total = 0;
  for (std::int64_t i = start; i < end; ++i) {
    total += static_cast<std::uint64_t>(i);
    // Keeps the compiler from replacing the loop by a formula, or several turns by one.
    asm volatile("" : "+r"(total));
  }
  return static_cast<std::int64_t>(total);
}

}  // namespace gilsim::runtime
