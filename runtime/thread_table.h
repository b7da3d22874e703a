// SPDX-License-Identifier: MIT
//
// A table with a row for each thread: its lifetime and the parts it consists of, in one unit.
//
// Invariant: the parts of a row sum to its lifetime as they are shown, digit for digit; so do the
// parts and the lifetime of the last row, which sums what stands above it.
#pragma once

#include "runtime/simulation.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

// Parts of a whole in units of `unit_ps`, cut off one after the other, so that they sum to the
// whole in those units.
std::vector<std::int64_t> parts_in_units(std::span<const std::int64_t> parts_ps,
                                         std::int64_t unit_ps);

// How a table or a sentence calls a thread: with its process's name if there are several.
std::string shown_name(const SimulationReport& report, const ThreadReport& thread);

struct ThreadTable {
  std::vector<std::string_view> parts;  // their headings; those that are 0 everywhere are left out
  // As many parts as headings; they sum to the thread's lifetime.
  std::function<std::span<const std::int64_t>(const ThreadReport&)> parts_of;
  bool has_ticks = false;
  bool has_total = false;
};

// Of many threads those that lived longest, and a sentence that says so.
std::string thread_table(const SimulationReport& report, const ThreadTable& table);

}  // namespace gilsim::runtime
