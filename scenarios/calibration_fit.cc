// SPDX-License-Identifier: MIT
#include "scenarios/calibration_fit.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace gilsim::scenarios {
namespace {

// What the squared relative distance of a cost from its base counts, against a squared relative
// error: an error of 1 % in one piece of work weighs as much as a cost that is 20 % off.
constexpr double kHold = 0.0025;
// No cost falls below this part of its base: nothing is free.
constexpr double kLeastPart = 0.05;
constexpr int kMostSweeps = 2'000;
// A piece that the model cannot explain must not spoil the others: the weight of an error falls
// with its size, so that in the end absolute errors are minimised, not squares.
constexpr int kWeightings = 20;
constexpr double kSmallError = 0.03;
constexpr double kSettled = 1e-10;

}  // namespace

double Measurement::quantile(double part) const {
  const auto index = static_cast<std::size_t>(part * static_cast<double>(seconds.size() - 1));
  return seconds[index];
}

bool parse_measurements(const std::string& text, std::vector<Measurement>& measurements,
                        std::string* error) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    Measurement measurement;
    double turns = 0;
    words >> measurement.name >> turns;
    for (double seconds = 0; words >> seconds;) {
      measurement.seconds.push_back(std::max(seconds, 0.0) / turns);
    }
    if (turns < 1 || measurement.seconds.empty() || !words.eof()) {
      *error = "'" + line + "' is no line of measurements";
      return false;
    }
    std::sort(measurement.seconds.begin(), measurement.seconds.end());
    measurements.push_back(std::move(measurement));
  }
  return true;
}

double predicted(const FitRow& row, const std::vector<double>& costs) {
  double seconds = row.fixed;
  for (std::size_t k = 0; k < costs.size(); ++k) seconds += row.counts[k] * costs[k];
  return seconds;
}

std::vector<double> fit_costs(const std::vector<FitRow>& all_rows,
                              const std::vector<double>& base) {
  std::vector<FitRow> rows;
  for (const FitRow& row : all_rows) {
    if (row.fixed < row.seconds && 2 * row.fixed < predicted(row, base)) rows.push_back(row);
  }
  if (rows.empty()) return base;
  // How much faster or slower this machine is in all; the costs are sought in parts of that.
  std::vector<double> ratios;
  for (const FitRow& row : rows) {
    ratios.push_back((row.seconds - row.fixed) / (predicted(row, base) - row.fixed));
  }
  std::nth_element(ratios.begin(), ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2),
                   ratios.end());
  const double speed = ratios[ratios.size() / 2];

  // share[i][k]: which part of what was measured in row i cost k explains at its base.
  std::vector<std::vector<double>> share;
  std::vector<double> errors(rows.size(), -1);  // of what is explained: 0 is all of it
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<double>& parts = share.emplace_back();
    errors[i] += rows[i].fixed / rows[i].seconds;
    for (std::size_t k = 0; k < base.size(); ++k) {
      parts.push_back(rows[i].counts[k] * base[k] * speed / rows[i].seconds);
      errors[i] += parts[k];
    }
  }

  // One cost after the other takes the value that is best while the others stay.
  std::vector<double> scale(base.size(), 1);
  std::vector<double> weights;
  for (const FitRow& row : rows) weights.push_back(row.weight);
  for (int sweep = 0; sweep < kWeightings * kMostSweeps; ++sweep) {
    if (sweep % kMostSweeps == 0 && sweep > 0) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        weights[i] = rows[i].weight * kSmallError / std::max(std::abs(errors[i]), kSmallError);
      }
    }
    double moved = 0;
    for (std::size_t k = 0; k < base.size(); ++k) {
      double slope = kHold * (scale[k] - 1);
      double curvature = kHold;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        slope += weights[i] * share[i][k] * errors[i];
        curvature += weights[i] * share[i][k] * share[i][k];
      }
      const double step = std::max(scale[k] - slope / curvature, kLeastPart) - scale[k];
      for (std::size_t i = 0; i < rows.size(); ++i) errors[i] += share[i][k] * step;
      scale[k] += step;
      moved = std::max(moved, std::abs(step));
    }
    if (moved < kSettled && sweep % kMostSweeps != 0) {
      sweep = (sweep / kMostSweeps + 1) * kMostSweeps - 1;  // on to the next weighting
    }
  }
  std::vector<double> costs;
  for (std::size_t k = 0; k < base.size(); ++k) costs.push_back(base[k] * speed * scale[k]);
  return costs;
}

}  // namespace gilsim::scenarios
