// SPDX-License-Identifier: MIT
//
// What the running thread may still spend before it must ask its host again. The eval loop counts
// both numbers down together; the host sets them. Either may go below zero by a little, because an
// instruction is atomic, or by a lot, when a native charges its whole work at once.
#pragma once

#include <cstdint>

namespace gilsim::vm {

struct Budget {
  std::int64_t picoseconds;
  std::int64_t ticks;
};

}  // namespace gilsim::vm
