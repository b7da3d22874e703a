// SPDX-License-Identifier: MIT
//
// What a fuzz target says when something is not as it must be. libFuzzer keeps the input.
#pragma once

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace gilsim::tests {

[[noreturn]] inline void finding(std::string_view what) {
  std::cerr << "\nFINDING: " << what << '\n';
  std::abort();
}

inline void require(bool holds, std::string_view what) {
  if (!holds) finding(what);
}

}  // namespace gilsim::tests
