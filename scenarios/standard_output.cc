// SPDX-License-Identifier: MIT
//
// SIGPIPE is ignored while this lives, so that a run whose reader has gone can still close its
// trace.
#include "scenarios/standard_output.h"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace gilsim::scenarios {
namespace {

constexpr std::size_t kFlushAt = 64 * 1024;

// 0, or why not.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

StandardOutput::StandardOutput() {
  std::signal(SIGPIPE, SIG_IGN);
  // A file that may not grow any further (ulimit -f) is then like a full disk: an error to report.
  std::signal(SIGXFSZ, SIG_IGN);
  is_terminal_ = ::isatty(STDOUT_FILENO) == 1;
  const char* const no_colour = std::getenv("NO_COLOR");
  const char* const terminal = std::getenv("TERM");
  colours_ = is_terminal_ && (no_colour == nullptr || *no_colour == '\0') && terminal != nullptr &&
             std::strcmp(terminal, "dumb") != 0;
}

StandardOutput::~StandardOutput() { flush(); }

bool StandardOutput::write(std::string_view text) {
  if (reader_gone_ || !error_.empty()) return false;
  buffer_ += text;
  const bool whole_line = is_terminal_ && text.find('\n') != std::string_view::npos;
  return buffer_.size() < kFlushAt && !whole_line ? true : flush();
}

bool StandardOutput::flush() {
  if (reader_gone_ || !error_.empty()) return false;
  const int problem = write_all(STDOUT_FILENO, buffer_);
  buffer_.clear();
  if (problem == EPIPE) {
    reader_gone_ = true;
  } else if (problem != 0) {
    error_ = std::string("cannot write standard output: ") + std::strerror(problem);
  }
  return problem == 0;
}

void StandardOutput::write_error(std::string_view text) {
  flush();
  // Where should one complain that standard error cannot be written?
  static_cast<void>(write_all(STDERR_FILENO, text));
}

void end_by_broken_pipe() {
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);
  std::_Exit(128 + SIGPIPE);
}

}  // namespace gilsim::scenarios
