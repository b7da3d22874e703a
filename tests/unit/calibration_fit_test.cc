// SPDX-License-Identifier: MIT
#include "scenarios/calibration_fit.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gilsim::scenarios {
namespace {

std::vector<FitRow> rows_of(const std::vector<double>& costs,
                            const std::vector<std::vector<double>>& counts) {
  std::vector<FitRow> rows;
  for (const std::vector<double>& each : counts) {
    FitRow row{0, each, 0};
    row.seconds = predicted(row, costs);
    rows.push_back(row);
  }
  return rows;
}

TEST(CalibrationFit, FindsTheCostsThatMadeTheTimes) {
  const std::vector<double> costs{2e-9, 30e-9, 5e-9};
  const std::vector<FitRow> rows =
      rows_of(costs, {{5, 0, 0}, {3, 1, 0}, {3, 0, 4}, {2, 2, 2}, {1, 0, 1}, {10, 3, 0}});
  const std::vector<double> found = fit_costs(rows, {1e-9, 20e-9, 4e-9});
  for (std::size_t k = 0; k < costs.size(); ++k) {
    EXPECT_NEAR(found[k] / costs[k], 1, 0.02) << k;
  }
}

TEST(CalibrationFit, KeepsTheProportionOfWhatNothingMeasures) {
  const std::vector<FitRow> rows = rows_of({4e-9, 1e-9}, {{5, 0}, {3, 0}, {1, 0}});
  const std::vector<double> found = fit_costs(rows, {2e-9, 7e-9});
  EXPECT_NEAR(found[0], 4e-9, 1e-11);
  EXPECT_NEAR(found[1], 14e-9, 1e-11);  // twice as slow a machine
}

TEST(CalibrationFit, LeavesOutWhatNoCostExplains) {
  std::vector<FitRow> rows = rows_of({4e-9, 2e-9}, {{5, 1}, {3, 2}, {1, 0}});
  for (FitRow& row : rows) {
    row.fixed = 1e-9;
    row.seconds += row.fixed;
  }
  rows.push_back({7e-6, {1, 1}, 5e-6});  // nearly all of it is fixed
  const std::vector<double> found = fit_costs(rows, {2e-9, 1e-9});
  EXPECT_NEAR(found[0], 4e-9, 1e-10);
  EXPECT_NEAR(found[1], 2e-9, 1e-10);
}

TEST(CalibrationFit, NothingIsFree) {
  // The second cost alone would have to be negative.
  std::vector<FitRow> rows = rows_of({2e-9, 1e-9}, {{5, 0}, {3, 0}, {1, 0}, {1, 1}});
  rows.back().seconds = 0.5e-9;
  for (const double cost : fit_costs(rows, {2e-9, 1e-9})) EXPECT_GT(cost, 0);
}

TEST(CalibrationFit, ReadsMeasurements) {
  std::vector<Measurement> measurements;
  std::string error;
  ASSERT_TRUE(parse_measurements("loop 10 3.0 1.0 2.0\nadd 2 4\n", measurements, &error));
  ASSERT_EQ(measurements.size(), 2u);
  EXPECT_EQ(measurements[0].name, "loop");
  EXPECT_DOUBLE_EQ(measurements[0].least(), 0.1);
  EXPECT_DOUBLE_EQ(measurements[0].quantile(0.5), 0.2);
  EXPECT_DOUBLE_EQ(measurements[1].least(), 2);
  for (const char* damaged :
       {"loop", "loop x 1", "loop 0 1", "loop 5", "loop 5 1 x", "Traceback"}) {
    EXPECT_FALSE(parse_measurements(damaged, measurements, &error)) << damaged;
    EXPECT_NE(error.find(damaged), std::string::npos);
  }
}

}  // namespace
}  // namespace gilsim::scenarios
