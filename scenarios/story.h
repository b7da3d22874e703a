// SPDX-License-Identifier: MIT
//
// A scenario as it is told: question, runs, what to watch, answer, what is known from elsewhere,
// and the program.
#pragma once

#include "scenarios/catalogue.h"

#include <string>

namespace gilsim::scenarios {

// At most 100 columns wide, unless the program itself is wider.
std::string story_of(const Scenario& scenario);

}  // namespace gilsim::scenarios
