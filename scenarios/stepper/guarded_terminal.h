// SPDX-License-Identifier: MIT
//
// Whatever happens to a program that has taken the terminal over, the terminal is put back: the
// program runs in a process of its own, and this one waits for its end and looks after it.
#pragma once

#include <functional>

namespace gilsim::scenarios {

// Runs `body` in a child that shares the terminal and returns its exit status; if a signal ended it
// says so on standard error and returns 128 + the signal, as a shell does. SIGTERM and SIGHUP are
// passed on. REQUIRES: no other threads.
int with_guarded_terminal(const std::function<int()>& body);

}  // namespace gilsim::scenarios
