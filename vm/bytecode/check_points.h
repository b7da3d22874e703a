// SPDX-License-Identifier: MIT
//
// Which instructions are check points (where the lock may be dropped on request) depends on the
// version that is modelled; the opcode table has a column for each family.
#pragma once

#include <cstdint>

namespace gilsim::vm {

enum class CheckPointFamily : std::uint8_t {
  none,         // no lock, or one that is handed over by ticks alone
  python_2_7,   // counts instructions instead of waiting for a request
  python_3_2,   // 3.2 to 3.9
  python_3_10,  // 3.10
  python_3_11,  // 3.11 to 3.13
  micropython,
};

}  // namespace gilsim::vm
