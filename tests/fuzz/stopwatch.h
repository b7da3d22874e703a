// SPDX-License-Identifier: MIT
//
// Makes a hang a finding: an input that takes too much of the processor's time (not of the wall
// clock, so a busy machine is no finding) ends the fuzzer with an abort, and libFuzzer keeps it.
#pragma once

#include <atomic>
#include <csignal>
#include <ctime>

namespace gilsim::tests {

/// Runs from its construction to its end. Thread-safety: belongs to one thread.
class Stopwatch {
 public:
  Stopwatch();
  ~Stopwatch();
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

  /// For SimulationOptions::interrupt: true after `kSecondsToStop`. Then a run must end, soon:
  /// after `kSecondsToAbort` the process aborts.
  const std::atomic<bool>& stop_request() const { return stop_requested_; }

  // What takes milliseconds in a release build takes hundreds of them under the sanitizers.
  static constexpr int kSecondsToStop = 1;
  static constexpr int kSecondsToAbort = 5;

 private:
  static void on_signal(int signal, siginfo_t* info, void* context);
  void second_is_over();

  timer_t timer_{};
  std::atomic<bool> stop_requested_{false};
  int seconds_spent_ = 0;
};

}  // namespace gilsim::tests
