// SPDX-License-Identifier: MIT
//
// The host's clock, for `host_seconds` and live figures only: nothing simulated ever reads it.
#pragma once

#include <cstdint>

namespace gilsim::runtime {

/// Monotonic host time.
std::int64_t host_now_ns();

/// What this process has spent of its cores' time.
std::int64_t host_cpu_ns();

class HostStopwatch {
 public:
  HostStopwatch() : start_ns_(host_now_ns()) {}
  double seconds() const { return static_cast<double>(host_now_ns() - start_ns_) / 1e9; }

 private:
  std::int64_t start_ns_;
};

}  // namespace gilsim::runtime
