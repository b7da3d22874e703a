// SPDX-License-Identifier: MIT
//
// Ctrl-C, and SIGTERM: the first one asks the run to end with what there is, a second one ends the
// process at once.
//
// The signal is blocked and read by a thread of its own from a descriptor: no handler, and so no
// global state. Invariant: one InterruptWatch at a time, made before other threads are.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
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
  void request();
  // From now on each Ctrl-C, and the first SIGTERM, call `act`, on another thread, and nothing else
  // happens; null: as before. When it returns, what was set before is not called any more.
  void call_instead(std::function<void()> act);

 private:
  void watch();

  bool called_instead();

  std::atomic<bool> requested_ = false;
  std::mutex act_mutex_;
  std::function<void()> act_;
  int signals_ = -1;
  int end_ = -1;
  std::thread thread_;
};

}  // namespace gilsim::scenarios
