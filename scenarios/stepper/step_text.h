// SPDX-License-Identifier: MIT
//
// A view as text: for scripts, screen readers and handouts. At most 100 columns, except for what
// the program itself says.
#pragma once

#include "scenarios/stepper/step_view.h"

#include <string>
#include <string_view>

namespace gilsim::scenarios {

// What a move shows: where one stands, the story, a row a thread.
std::string step_text(const StepView& view);

// One of kStepParts.
std::string step_part_text(const StepView& view, std::string_view part);

}  // namespace gilsim::scenarios
