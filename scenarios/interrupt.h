// SPDX-License-Identifier: MIT
//
// Ctrl-C: the first one asks the run to end with what there is, a second one ends the process at
// once.
//
// The signal is blocked and read by a thread of its own from a descriptor: no handler, and so no
// global state. Invariant: one InterruptWatch at a time, made before other threads are.
#pragma once

#include <atomic>
#include <thread>

namespace gilsim::scenarios {

class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  const std::atomic<bool>& requested() const { return requested_; }
  // As Ctrl-C does.
  void request() { requested_ = true; }

 private:
  void watch();

  std::atomic<bool> requested_ = false;
  int signals_ = -1;
  int end_ = -1;
  std::thread thread_;
};

}  // namespace gilsim::scenarios
