// SPDX-License-Identifier: MIT
//
// The host's clocks, for `host_seconds` and the live machine only: nothing simulated ever reads
// them.
#pragma once

#include <pthread.h>

#include <cstdint>

namespace gilsim::runtime {

/// Monotonic host time.
std::int64_t host_now_ns();

/// What this process has spent of its cores' time.
std::int64_t host_cpu_ns();

/// Nanoseconds since 1970, UTC.
std::int64_t host_epoch_ns();

/// CPU time of a thread of this process that has not been joined.
std::int64_t host_thread_cpu_ns(pthread_t thread);

class HostStopwatch {
 public:
  HostStopwatch() : start_ns_(host_now_ns()) {}
  double seconds() const { return static_cast<double>(host_now_ns() - start_ns_) / 1e9; }

 private:
  std::int64_t start_ns_;
};

}  // namespace gilsim::runtime
