// SPDX-License-Identifier: MIT
//
// The gamma function and its logarithm, to the digits that CPython prints.
#pragma once

namespace gilsim::vm {

/// REQUIRES: x is finite and no pole (0 or a negative whole number). Infinite if no double holds
/// it.
double gamma_function(double x);
/// log |gamma(x)|. The same requirement.
double log_gamma_function(double x);

}  // namespace gilsim::vm
