// SPDX-License-Identifier: MIT
//
// What gilsim is held to, and how one row of it is simulated. The rows are data
// (scenarios/validation/rows.def and messages.def) with programs that print the figure, so that
// CPython can be asked with the same program.
#pragma once

#include "scenarios/interrupt.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace gilsim::scenarios {

inline constexpr double kUnknownFigure = -1;  // the band alone is known

enum class RowFigure : std::uint8_t {
  printed,   // what the program prints
  handoffs,  // of the GIL, a second
  quantum,   // the median time between two handoffs, in ms
  memory,    // the sum of the processes' peaks, in MiB
  says,      // 1: the program says what it should and ends as it should; 0: it does not
};

struct ValidationRow {
  const char* id;
  const char* what;
  const char* program;
  const char* arguments;
  const char* options;
  RowFigure figure;
  double measured;
  double low;
  double high;
  bool fitted;
  const char* source;
  const char* text;  // for `says`
  int exit_status;
};

std::span<const ValidationRow> validation_rows();

// The figure of one run. None: `error` says why. Thread-safety: any number at once.
std::optional<double> simulate_row(const ValidationRow& row, std::uint64_t seed,
                                   const InterruptWatch& watch, std::string* error);

// REQUIRES: not empty.
double median_of(std::span<const double> values);

}  // namespace gilsim::scenarios
