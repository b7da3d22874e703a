// SPDX-License-Identifier: MIT
//
// What a scenario's header says of its own run, as a comparison that a test checks:
//
//   FIGURE [/ FIGURE] between A and B
//   FIGURE [/ FIGURE] at least A | at most A | is A
//   ... , says QUANTITY, measured QUANTITY
//
// A FIGURE is a key of the JSON report (`elapsed_ns`, `ticks`, `exit_status`, `gil_stats.handoffs`,
// ...), `threads` or `processes` for their number, or `peak_heap_bytes` of all processes together
// and `largest_peak_heap_bytes` of one. `printed.LABEL` is the number behind "LABEL:"
// in what the program prints, with '_' for spaces. `SCENARIO.FIGURE` is that of another scenario's
// run.
//
// A QUANTITY is a number with its unit, "5.4 ms", "57 %". `says` is what the story says of the
// figure, `measured` what CPython was measured to do; both must lie within the bounds, so that a
// story cannot say what the run does not show.
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
  std::string says;      // empty: the story has no number of it
  std::string measured;  // empty: nobody has measured it

  // The quantity in the unit of the bounds: nanoseconds for figures that end in `_ns`, parts of one
  // for quotients in %, else as it stands. Nothing: it is no quantity.
  std::optional<double> in_unit_of_bounds(std::string_view quantity) const;
};

std::optional<Expectation> parse_expectation(std::string_view text, std::string* error);

// Empty if there is no figure of that name.
std::optional<std::int64_t> figure_of(const runtime::SimulationReport& report,
                                      std::string_view key);

// The number behind "LABEL:" in the first line of `printed` that begins so.
std::optional<double> printed_figure(std::string_view printed, std::string_view key);

}  // namespace gilsim::scenarios
