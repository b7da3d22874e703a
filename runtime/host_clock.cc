// SPDX-License-Identifier: MIT
#include "runtime/host_clock.h"

#include <chrono>

namespace gilsim::runtime {

std::int64_t host_now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace gilsim::runtime
