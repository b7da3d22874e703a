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

std::int64_t host_epoch_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::int64_t host_thread_cpu_ns(pthread_t thread) {
  constexpr std::int64_t kNsPerSecond = 1'000'000'000;
  clockid_t clock;
  timespec time;
  if (pthread_getcpuclockid(thread, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return time.tv_sec * kNsPerSecond + time.tv_nsec;
}

}  // namespace gilsim::runtime
