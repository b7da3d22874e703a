// SPDX-License-Identifier: MIT
//
// What gilsim's exit status means, apart from the program's own.
#pragma once

namespace gilsim::scenarios {

// Wrong options, nothing to run, or a file that cannot be written.
inline constexpr int kExitUsage = 2;
// A trace log that is damaged, or no log.
inline constexpr int kExitDamaged = 102;
inline constexpr int kExitInterrupted = 130;

}  // namespace gilsim::scenarios
