// SPDX-License-Identifier: MIT
//
// The stepper's screen: all of a view at once, and a key for each command.
//
// It fits itself to the terminal from 80 columns and 24 rows on and says more where there is room;
// smaller terminals show what fits. Colour only adds to what letters and signs say already.
#pragma once

#include "scenarios/standard_output.h"
#include "scenarios/stepper/predict.h"
#include "scenarios/stepper/stepper.h"

namespace gilsim::scenarios {

// Until the user quits. `predictor` may be null. The exit status: 0, 102 once a run differs from
// its log, 130 after Ctrl-C, 143 after SIGTERM.
int run_step_screen(Stepper& stepper, Predictor* predictor, StandardOutput& output);

}  // namespace gilsim::scenarios
