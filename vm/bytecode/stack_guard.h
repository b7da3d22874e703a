// SPDX-License-Identifier: MIT
//
// The compiler recurses over the tree; on a small stack (a fiber's) it must stop before the end.
#pragma once

#include <cstddef>

namespace gilsim::vm {

struct StackGuard {
  /// The lowest address that may be used; nullptr: the stack is large enough for any tree.
  const char* limit = nullptr;

  /// True if so little is left that no deeper level may be entered.
  bool is_low() const {
    constexpr std::size_t kReserve = 24 * 1024;
    const char here = 0;
    return limit != nullptr && &here < limit + kReserve;
  }
};

inline constexpr const char* kTooDeepMessage = "expression is nested too deeply";

}  // namespace gilsim::vm
