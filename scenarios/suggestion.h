// SPDX-License-Identifier: MIT
//
// "Did you mean ...?": the known word nearest to a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gilsim::scenarios {

// Empty if nothing is near enough to be meant.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// "; did you mean 'x'?", or empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace gilsim::scenarios
