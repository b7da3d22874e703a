// SPDX-License-Identifier: MIT
//
// The compiler recurses over the tree, natives over data and calls; on a small stack (a fiber's)
// they must stop before the end.
#pragma once

#include <cstddef>

namespace gilsim::vm {

struct StackGuard {
  /// What one level more may need, with all that it calls, to run and report an error.
  static constexpr std::size_t kReserveBytes = 24 * 1024;

  /// The lowest address that may be used; nullptr: the stack is large enough for anything.
  const char* limit = nullptr;

  /// True if so little is left that no deeper level may be entered.
  bool is_low(std::size_t reserve_bytes = kReserveBytes) const {
    const char here = 0;
    return limit != nullptr && &here < limit + reserve_bytes;
  }
};

inline constexpr const char* kTooDeepMessage = "expression is nested too deeply";

}  // namespace gilsim::vm
