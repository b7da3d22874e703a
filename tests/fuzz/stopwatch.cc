// SPDX-License-Identifier: MIT
#include "tests/fuzz/stopwatch.h"

#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string_view>

namespace gilsim::tests {
namespace {

std::atomic<bool> stop_requested{false};
volatile std::sig_atomic_t seconds_spent = 0;

void second_is_over(int) {
  seconds_spent = seconds_spent + 1;
  if (seconds_spent >= Stopwatch::kSecondsToStop) stop_requested = true;
  if (seconds_spent < Stopwatch::kSecondsToAbort) return;
  constexpr std::string_view kMessage = "\nthis input takes too much time, and does not stop\n";
  static_cast<void>(!::write(STDERR_FILENO, kMessage.data(), kMessage.size()));
  std::abort();
}

// Seconds of the processor's time between two signals; 0: none any more.
void set_timer(int seconds) {
  itimerval timer{};
  timer.it_interval.tv_sec = timer.it_value.tv_sec = seconds;
  setitimer(ITIMER_PROF, &timer, nullptr);
}

}  // namespace

Stopwatch::Stopwatch() {
  stop_requested = false;
  seconds_spent = 0;
  struct sigaction action {};
  action.sa_handler = second_is_over;
  action.sa_flags = SA_RESTART;
  sigaction(SIGPROF, &action, nullptr);
  set_timer(1);
}

Stopwatch::~Stopwatch() { set_timer(0); }

const std::atomic<bool>& Stopwatch::stop_request() const { return stop_requested; }

}  // namespace gilsim::tests
