// SPDX-License-Identifier: MIT
//
// signalfd for SIGINT and SIGTERM, eventfd to end the watching thread.
#include "scenarios/interrupt.h"

#include "runtime/host_clock.h"
#include "scenarios/exit_status.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace gilsim::scenarios {
namespace {

// Some senders signal a process and then its group: that is one Ctrl-C, not two.
constexpr std::int64_t kSamePressNs = 100'000'000;

sigset_t interrupt_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

InterruptWatch::InterruptWatch() {
  const sigset_t set = interrupt_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signals_ = ::signalfd(-1, &set, SFD_CLOEXEC);
  end_ = ::eventfd(0, EFD_CLOEXEC);
  if (signals_ >= 0 && end_ >= 0) {
    thread_ = std::thread([this] { watch(); });
  } else {
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  }
}

InterruptWatch::~InterruptWatch() {
  if (thread_.joinable()) {
    const std::uint64_t one = 1;
    if (::write(end_, &one, sizeof one) == sizeof one) thread_.join();
  }
  if (signals_ >= 0) ::close(signals_);
  if (end_ >= 0) ::close(end_);
  const sigset_t set = interrupt_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void InterruptWatch::request() {
  if (!called_instead()) requested_ = true;
}

void InterruptWatch::call_instead(std::function<void()> act) {
  const std::lock_guard lock(act_mutex_);
  act_ = std::move(act);
}

bool InterruptWatch::called_instead() {
  const std::lock_guard lock(act_mutex_);
  if (act_) act_();
  return act_ != nullptr;
}

void InterruptWatch::watch() {
  std::int64_t first_ns = INT64_MIN / 2;
  bool is_terminated = false;
  for (;;) {
    pollfd waits[] = {{signals_, POLLIN, 0}, {end_, POLLIN, 0}};
    if (::poll(waits, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    if (waits[1].revents != 0) return;
    signalfd_siginfo info;
    if (::read(signals_, &info, sizeof info) != sizeof info) continue;
    // Who asks the process to end twice means it, whatever the program does about the first.
    if (info.ssi_signo == SIGTERM && std::exchange(is_terminated, true)) {
      std::_Exit(kExitInterrupted);
    }
    if (called_instead()) continue;
    const std::int64_t now_ns = runtime::host_now_ns();
    if (!requested_.exchange(true)) {
      first_ns = now_ns;
    } else if (now_ns - first_ns > kSamePressNs) {
      std::_Exit(kExitInterrupted);
    }
  }
}

}  // namespace gilsim::scenarios
