// SPDX-License-Identifier: MIT
//
// What a scenario's header says of its own run, as a comparison that a test checks:
//
//   FIGURE [/ FIGURE] between A and B
//   FIGURE [/ FIGURE] at least A | at most A | is A
//
// A FIGURE is a key of the JSON report (`elapsed_ns`, `ticks`, `exit_status`, `gil_stats.handoffs`,
// ...), or `threads` or `processes` for their number. `SCENARIO.FIGURE` is that of another
// scenario's run.
#pragma once

#include "runtime/simulation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gilsim::scenarios {

struct Figure {
  std::string scenario;  // empty: the one whose header this is
  std::string key;
};

struct Expectation {
  Figure numerator;
  std::optional<Figure> denominator;
  double least = 0;
  double most = 0;
};

std::optional<Expectation> parse_expectation(std::string_view text, std::string* error);

// Empty if there is no figure of that name.
std::optional<std::int64_t> figure_of(const runtime::SimulationReport& report,
                                      std::string_view key);

}  // namespace gilsim::scenarios
