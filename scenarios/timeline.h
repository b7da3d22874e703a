// SPDX-License-Identifier: MIT
//
// A row of signs a thread: what it did over a stretch of virtual time.
//
//   # runs with the GIL   . waits for the GIL   = works without the GIL   (blank) anything else
#pragma once

#include "runtime/report.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gilsim::scenarios {

struct TimelineRow {
  std::string label;
  const runtime::RunTally::ThreadTally* thread = nullptr;
};

// One sign for each `(end - start) / columns` of time: what the thread did for most of it.
std::string timeline_signs(const runtime::RunTally::ThreadTally& thread, std::int64_t start_ps,
                           std::int64_t end_ps, std::size_t columns);

// The rows, and below them an axis that begins at 0 and names the end in a person's units.
std::string timeline(const std::vector<TimelineRow>& rows, std::int64_t start_ps,
                     std::int64_t end_ps);

}  // namespace gilsim::scenarios
