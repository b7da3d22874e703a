// SPDX-License-Identifier: MIT
//
// Who waited for a lock while others took it again and again.
//
// No lock here hands itself over, so a thread that wakes up can find it taken each time. That is no
// deadlock, and the program may even end; but a teacher wants to see it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gilsim::runtime {

/// One wait during which others were faster.
struct OvertakenWait {
  std::string thread;  // as name_in_report() says, with its process if that is a child
  std::uint64_t lock = 0;  // its serial number
  std::string description;
  std::string place;
  std::uint64_t overtakes = 0;
  std::int64_t waited_ps = 0;
};

/// Keeps the worst wait of each thread for each lock.
class StarvationWatch {
 public:
  /// From so many acquisitions by others during one wait on it is called starving. A queue in
  /// which everybody has a turn needs as many threads for that.
  static constexpr std::uint64_t kLeastOvertakes = 100;

  void add(OvertakenWait wait);
  /// A sentence for each, the worst first; at most a handful.
  std::vector<std::string> sentences() const;

 private:
  std::vector<OvertakenWait> waits_;
};

}  // namespace gilsim::runtime
