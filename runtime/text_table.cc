// SPDX-License-Identifier: MIT
#include "runtime/text_table.h"

#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"

#include <fmt/core.h>

#include <algorithm>

namespace gilsim::runtime {
namespace {

// How a table makes itself narrow, step by step.
struct Shape {
  bool heading_in_two_rows;
  std::size_t gap;
  std::size_t widest_name;
  bool has_all_columns;
};
constexpr Shape kShapes[] = {
    {false, 2, 24, true}, {true, 2, 24, true},  {true, 2, 16, true},
    {true, 1, 16, true},  {true, 1, 16, false},
};

std::string with_spaces(std::string word) {
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

std::vector<TableRow> shaped(const std::vector<TableRow>& rows, const Shape& shape,
                             std::size_t least_needed) {
  std::vector<TableRow> table;
  if (shape.heading_in_two_rows) {
    TableRow& above = table.emplace_back();
    TableRow below;
    for (const std::string& cell : rows.front()) {
      const std::size_t split = cell.find('_');
      above.push_back(split == cell.npos ? "" : cell.substr(0, split));
      below.push_back(split == cell.npos ? cell : with_spaces(cell.substr(split + 1)));
    }
    table.push_back(std::move(below));
  }
  table.insert(table.end(), rows.begin() + (shape.heading_in_two_rows ? 1 : 0), rows.end());
  if (!shape.has_all_columns && least_needed > 0) {
    for (TableRow& row : table) {
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(least_needed));
    }
  }
  return table;
}

// The width of the widest row.
std::size_t format_table(const std::vector<TableRow>& table, const Shape& shape, std::string& out) {
  std::vector<std::size_t> widths(table.front().size(), 0);
  for (const TableRow& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  }
  widths[0] = std::min(widths[0], shape.widest_name);
  std::size_t widest = 0;
  out.clear();
  for (const TableRow& row : table) {
    std::string line = "  " + fitted(row[0], widths[0]);
    for (std::size_t i = 1; i < row.size(); ++i) {
      line += std::string(shape.gap + widths[i] - display_width(row[i]), ' ') + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    widest = std::max(widest, display_width(line));
    out += line + "\n";
  }
  return widest;
}

}  // namespace

TimeUnit unit_for(std::int64_t longest_ps) {
  if (longest_ps < 10 * kPicosecondsPerMillisecond) {
    return {"us", kPicosecondsPerMicrosecond / 10, 1};
  }
  if (longest_ps < 10 * kPicosecondsPerSecond) return {"ms", kPicosecondsPerMillisecond / 10, 1};
  return {"s", kPicosecondsPerSecond / 1000, 3};
}

std::string steps_text(std::int64_t steps, const TimeUnit& unit) {
  std::int64_t scale = 1;
  for (int i = 0; i < unit.decimals; ++i) scale *= 10;
  return fmt::format("{}.{:0{}}", grouped(steps / scale), steps % scale, unit.decimals);
}

std::string table_text(const std::vector<TableRow>& rows, const TableStyle& style) {
  std::string table;
  for (const Shape& shape : kShapes) {
    if (style.heading_in_two_rows && !shape.heading_in_two_rows) continue;
    if (format_table(shaped(rows, shape, style.least_needed), shape, table) <= kReportWidth) break;
  }
  return table;
}

}  // namespace gilsim::runtime
