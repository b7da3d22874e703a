// SPDX-License-Identifier: MIT
//
// The arithmetic of `gilsim calibrate`: which costs explain what was measured.
//
// A piece of work takes the sum, over all costs, of how often it has to pay one. How often is known
// exactly, from simulating it; what it takes is measured; the costs are sought. There are not many
// more pieces than costs, and the model is coarse (all calls cost the same), so the costs are also
// held to the proportions they have in the profile we start from, as far as nothing measured speaks
// against it.
#pragma once

#include <string>
#include <vector>

namespace gilsim::scenarios {

// How long something took, in seconds a turn, time after time.
struct Measurement {
  std::string name;
  std::vector<double> seconds;  // sorted

  double least() const { return seconds.front(); }
  // The `part`-th part of the measurements is below it: 0.5 is the median.
  double quantile(double part) const;
};

// Lines "name turns seconds...", as calibration.py prints them. False: `error` says which line is
// not so.
bool parse_measurements(const std::string& text, std::vector<Measurement>& measurements,
                        std::string* error);

struct FitRow {
  double seconds = 0;          // measured; above 0
  std::vector<double> counts;  // how often each cost is paid
  double fixed = 0;            // seconds that no cost changes
  double weight = 1;           // how much its error counts
};

// The costs, in seconds, that minimise the relative errors. `base`: what they are
// before; all above 0. A row of which more is fixed than not says nothing of them.
std::vector<double> fit_costs(const std::vector<FitRow>& rows, const std::vector<double>& base);

// What the costs say a row takes.
double predicted(const FitRow& row, const std::vector<double>& costs);

}  // namespace gilsim::scenarios
