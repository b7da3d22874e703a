// SPDX-License-Identifier: MIT
//
// What a thread did to a lock, queue, condition, semaphore, event, barrier, pipe or socket, or to
// another thread or process by waiting for its end: the events of trace level `sync`.
#pragma once

#include <cstdint>
#include <string_view>

namespace gilsim::runtime {

/// The texts live as long as the call that passes them.
struct SyncOperation {
  std::string_view kind;       // the class: "lock", "RLock", "Queue", "Barrier", a program's own
  std::string_view operation;  // the method: "acquire", "put", "notify"
  /// "begins", or how it ended: "done" or, after False, "failed" (what it wanted was not to be had,
  /// or not in time); the name of an exception.
  std::string_view outcome;
  /// The serial number of the lock, pipe or listener it is made of, which `block` events of waiting
  /// threads have too. 0: it has none.
  std::uint64_t object = 0;
  std::int64_t waiters = -1;  // threads that wait for it now; -1: not known
  std::int64_t count = -1;    // items in a queue, a semaphore's value, ...; -1: it has none
};

inline constexpr std::string_view kSyncBegins = "begins";
inline constexpr std::string_view kSyncDone = "done";
inline constexpr std::string_view kSyncFailed = "failed";

}  // namespace gilsim::runtime
