// SPDX-License-Identifier: MIT
//
// Makes a hang a finding: an input that takes too much of the processor's time (not of the wall
// clock, so a busy machine is no finding) ends the fuzzer with an abort, and libFuzzer keeps it.
//
// Thread-safety: one Stopwatch at a time in a process.
#pragma once

#include <atomic>

namespace gilsim::tests {

class Stopwatch {
 public:
  /// Starts. After `kSecondsToStop` the flag that stop_request() is becomes true; after
  /// `kSecondsToAbort` the process aborts.
  Stopwatch();
  ~Stopwatch();
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

  /// For SimulationOptions::interrupt: a run that is asked to stop must do so, soon.
  const std::atomic<bool>& stop_request() const;

  // What takes milliseconds in a release build takes hundreds of them under the sanitizers.
  static constexpr int kSecondsToStop = 1;
  static constexpr int kSecondsToAbort = 5;
};

}  // namespace gilsim::tests
