// SPDX-License-Identifier: MIT
//
// Between what the public header says and what the runtime says: options, events, reports.
#pragma once

#include "runtime/embedding/include/gilsim/gilsim.h"
#include "runtime/machine/event.h"
#include "runtime/simulation.h"

#include <chrono>
#include <cstdint>

namespace gilsim::detail {

std::chrono::nanoseconds nanoseconds_of(std::int64_t picoseconds);
/// INT64_MAX if it is longer than the clock counts.
std::int64_t picoseconds_of(std::chrono::nanoseconds duration);

/// Everything but the callbacks. Throws Error.
runtime::SimulationOptions simulation_options_of(const Options& options);
/// Everything but the place.
Event event_of(const runtime::Event& event);
Report report_of(const runtime::SimulationReport& report);

}  // namespace gilsim::detail
