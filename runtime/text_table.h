// SPDX-License-Identifier: MIT
//
// Tables for people: at most 100 columns wide, numbers to the right, times in one unit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

inline constexpr std::size_t kReportWidth = 100;

// A unit and the number of decimals: `step_ps` is the smallest step shown.
struct TimeUnit {
  const char* name;
  std::int64_t step_ps;
  int decimals;
};

// The unit in which the longest of a table's times is readable.
TimeUnit unit_for(std::int64_t longest_ps);
// `steps` of the unit, as a number: "4,605.7".
std::string steps_text(std::int64_t steps, const TimeUnit& unit);

using TableRow = std::vector<std::string>;

struct TableStyle {
  // The column that goes if nothing else makes the table narrow enough; 0: none.
  std::size_t least_needed = 0;
  // "blocked_lock" is "blocked" above "lock" in any case, and not only in a narrow table.
  bool heading_in_two_rows = false;
};

// The first row is the heading. The first column stands to the left and is cut if need be. Each row
// is indented by two and ends with a newline.
std::string table_text(const std::vector<TableRow>& rows, const TableStyle& style = {});

}  // namespace gilsim::runtime
