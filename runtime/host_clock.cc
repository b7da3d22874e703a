// SPDX-License-Identifier: MIT
#include "runtime/host_clock.h"

#include <chrono>
#include <ctime>

namespace gilsim::runtime {

std::int64_t host_now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::int64_t host_cpu_ns() {
  timespec spent{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return spent.tv_sec * std::int64_t{1'000'000'000} + spent.tv_nsec;
}

}  // namespace gilsim::runtime
