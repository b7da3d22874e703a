// SPDX-License-Identifier: MIT
//
// Each sign stands for a bucket of time; the state that fills most of it gives the sign.
#include "scenarios/timeline.h"

#include "runtime/quantity.h"

#include <algorithm>
#include <array>

namespace gilsim::scenarios {
namespace {

using runtime::ThreadState;

constexpr std::size_t kColumns = 72;

char sign_of(ThreadState state) {
  switch (state) {
    case ThreadState::running:
      return '#';
    case ThreadState::wants_gil:
      return '.';
    case ThreadState::native:
      return '=';
    default:
      return ' ';
  }
}

}  // namespace

std::string timeline_signs(const runtime::RunTally::ThreadTally& thread, std::int64_t start_ps,
                           std::int64_t end_ps, std::size_t columns) {
  const std::int64_t bucket_ps =
      std::max<std::int64_t>(1, (end_ps - start_ps) / static_cast<std::int64_t>(columns));
  std::vector<std::array<std::int64_t, runtime::kThreadStateCount>> buckets(columns);
  for (std::size_t i = 0; i < thread.states.size(); ++i) {
    const bool is_last = i + 1 == thread.states.size();
    const std::int64_t until_ps =
        is_last ? (thread.end_ps < 0 ? end_ps : thread.end_ps) : thread.states[i + 1].start_ps;
    std::int64_t at_ps = std::max(thread.states[i].start_ps, start_ps);
    while (at_ps < std::min(until_ps, end_ps)) {
      const std::int64_t index = (at_ps - start_ps) / bucket_ps;
      if (index >= static_cast<std::int64_t>(columns)) break;
      const std::int64_t next_ps = std::min(until_ps, start_ps + (index + 1) * bucket_ps);
      buckets[static_cast<std::size_t>(index)][static_cast<std::size_t>(thread.states[i].state)] +=
          next_ps - at_ps;
      at_ps = next_ps;
    }
  }
  std::string signs;
  for (const auto& bucket : buckets) {
    const auto most = std::max_element(bucket.begin(), bucket.end());
    signs += *most == 0 ? ' ' : sign_of(static_cast<ThreadState>(most - bucket.begin()));
  }
  return signs;
}

std::string timeline(const std::vector<TimelineRow>& rows, std::int64_t start_ps,
                     std::int64_t end_ps) {
  std::size_t width = 0;
  for (const TimelineRow& row : rows) {
    width = std::max(width, runtime::display_width(row.label));
  }
  std::string text;
  for (const TimelineRow& row : rows) {
    const std::string signs = timeline_signs(*row.thread, start_ps, end_ps, kColumns);
    text += "    " + runtime::fitted(row.label, width) + "  |" + signs + "|\n";
  }
  const std::string end = runtime::short_time_text(end_ps - start_ps);
  text += "    " + std::string(width, ' ') + "  0" + std::string(kColumns - end.size() + 1, ' ') +
          end + "\n";
  return text;
}

}  // namespace gilsim::scenarios
