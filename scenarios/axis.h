// SPDX-License-Identifier: MIT
//
// What a comparison varies.
#pragma once

#include "scenarios/run_settings.h"

#include <string>
#include <vector>

namespace gilsim::scenarios {

// One value of an option that has several: `--cores 1,2,4` is three.
struct AxisValue {
  std::string text;      // as given
  RunSettings settings;  // the same, read; says nothing else
  std::string argument;  // of --workers: the program's first argument; else empty
};

struct Axis {
  std::string name;  // "policy", "cores", ...: the heading of its column
  std::vector<AxisValue> values;
};

}  // namespace gilsim::scenarios
