// SPDX-License-Identifier: MIT
//
// Threads that wait for any of several things at once (multiprocessing.connection.wait, select).
//
// Such a thread waits in a queue of its own and has put that queue on the watch list of each thing;
// whatever makes one of them ready wakes the queues on its list. Queues are shared, because waking
// can run the waiter, which then takes its queue off all lists again.
#pragma once

#include "runtime/machine/machine.h"

#include <memory>
#include <vector>

namespace gilsim::runtime {

class WatchList {
 public:
  void add(std::shared_ptr<WaitQueue> queue) { queues_.push_back(std::move(queue)); }
  void remove(const std::shared_ptr<WaitQueue>& queue) { std::erase(queues_, queue); }

  /// Wakes everybody who watches. REQUIRES: the waker is in step with the simulation.
  Result wake(Machine& machine, Thread& waker) const {
    const std::vector<std::shared_ptr<WaitQueue>> watching = queues_;
    for (const std::shared_ptr<WaitQueue>& queue : watching) {
      if (machine.wake(waker, *queue) == Result::cancelled) return Result::cancelled;
    }
    return Result::ok;
  }

 private:
  std::vector<std::shared_ptr<WaitQueue>> queues_;
};

}  // namespace gilsim::runtime
