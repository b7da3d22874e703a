// SPDX-License-Identifier: MIT
#include "tests/fuzz/stopwatch.h"

#include "tests/fuzz/finding.h"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace gilsim::tests {

Stopwatch::Stopwatch() {
  struct sigaction action {};
  action.sa_sigaction = on_signal;
  action.sa_flags = SA_RESTART | SA_SIGINFO;
  sigaction(SIGPROF, &action, nullptr);
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGPROF;
  event.sigev_value.sival_ptr = this;
  require(timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer_) == 0, "there is no timer");
  const itimerspec each_second{{1, 0}, {1, 0}};
  timer_settime(timer_, 0, &each_second, nullptr);
}

Stopwatch::~Stopwatch() { timer_delete(timer_); }

void Stopwatch::on_signal(int, siginfo_t* info, void*) {
  static_cast<Stopwatch*>(info->si_value.sival_ptr)->second_is_over();
}

void Stopwatch::second_is_over() {
  ++seconds_spent_;
  stop_requested_ = seconds_spent_ >= kSecondsToStop;
  if (seconds_spent_ < kSecondsToAbort) return;
  constexpr std::string_view kMessage = "\nFINDING: this input takes too long\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kMessage.data(), kMessage.size());
  std::abort();
}

}  // namespace gilsim::tests
