// SPDX-License-Identifier: MIT
//
// A handler in the process that crashes would need global state and could not serve SIGKILL; the
// process that waits needs neither.
#include "scenarios/stepper/guarded_terminal.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace gilsim::scenarios {
namespace {

constexpr int kKilledBySignal = 128;  // what a shell adds to the signal's number

// Leaves the other screen, shows the cursor, plain letters, no mouse, no keypad mode: what any
// terminal with another screen understands.
constexpr std::string_view kPlainTerminal =
    "\x1b[?1000l\x1b[?1002l\x1b[?1006l\x1b[?1049l\x1b[0m\x1b(B\x1b[?25h\x1b[?1l\x1b>\r\n";

void put_back(const termios& before) {
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
  const ssize_t written = ::write(STDOUT_FILENO, kPlainTerminal.data(), kPlainTerminal.size());
  static_cast<void>(written);
}

sigset_t watched_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGCHLD, SIGTERM, SIGHUP}) sigaddset(&set, signal);
  return set;
}

// Passes on what is meant for the child until it has ended.
int wait_for(pid_t child) {
  const sigset_t set = watched_signals();
  for (;;) {
    int status = 0;
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) return status;
    const int signal = ::sigwaitinfo(&set, nullptr);
    if (signal == SIGTERM || signal == SIGHUP) ::kill(child, signal);
  }
}

}  // namespace

int with_guarded_terminal(const std::function<int()>& body) {
  termios before{};
  if (::tcgetattr(STDIN_FILENO, &before) != 0) return body();
  const sigset_t watched = watched_signals();
  sigset_t old_mask;
  ::sigprocmask(SIG_BLOCK, &watched, &old_mask);
  const pid_t self = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) {
    ::sigprocmask(SIG_SETMASK, &old_mask, nullptr);
    return body();
  }
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != self) ::_exit(kKilledBySignal + SIGTERM);  // it ended before that
    ::sigprocmask(SIG_SETMASK, &old_mask, nullptr);
    std::exit(body());
  }
  // Ctrl-C is the child's business.
  const auto old_interrupt = std::signal(SIGINT, SIG_IGN);
  const int status = wait_for(child);
  std::signal(SIGINT, old_interrupt);
  ::sigprocmask(SIG_SETMASK, &old_mask, nullptr);
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  put_back(before);
  const std::string what = "gilsim: the stepper was ended by signal " +
                           std::to_string(WTERMSIG(status)) + " (" + ::strsignal(WTERMSIG(status)) +
                           "); the terminal was put back\n";
  const ssize_t written = ::write(STDERR_FILENO, what.data(), what.size());
  static_cast<void>(written);
  return kKilledBySignal + WTERMSIG(status);
}

}  // namespace gilsim::scenarios
