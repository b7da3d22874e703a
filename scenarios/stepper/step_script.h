// SPDX-License-Identifier: MIT
//
// The stepper without a screen: commands one a line, and what each shows as text.
#pragma once

#include "scenarios/standard_output.h"
#include "scenarios/stepper/predict.h"
#include "scenarios/stepper/stepper.h"

#include <istream>

namespace gilsim::scenarios {

// Until the lines or the commands end. `predictor` may be null. The exit status: 0, 2 after a
// command that cannot be understood or done, 102 once a run differs from its log.
int run_step_script(Stepper& stepper, Predictor* predictor, std::istream& lines,
                    StandardOutput& output);

}  // namespace gilsim::scenarios
