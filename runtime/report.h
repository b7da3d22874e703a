// SPDX-License-Identifier: MIT
//
// What a run was like, for programs (JSON) and for people (text).
//
// Invariant: in both, the times of a thread's states sum to its lifetime exactly, digit for digit.
#pragma once

#include "runtime/simulation.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

class RunAnalysis;

inline constexpr int kReportVersion = 1;

std::string_view name_of(RunEnd end);

// What the threads did at the beginning, and who held the GIL: for timelines.
class RunTally final : public RunObserver {
 public:
  struct Interval {
    std::int64_t start_ps = 0;
    ThreadState state = ThreadState::overhead;
  };
  struct ThreadTally {
    std::string name;
    std::uint32_t process = 0;
    std::int64_t held_ps = 0;      // of a GIL
    std::int64_t end_ps = -1;      // -1: has not ended
    std::vector<Interval> states;  // the first ones, in order
  };

  void event(const Event& event, const Thread* thread, const Place& place) override;
  void output(const Thread&, vm::Stream, std::string_view) override {}

  // By thread id.
  const std::map<std::uint32_t, ThreadTally>& threads() const { return threads_; }

 private:
  static constexpr std::size_t kMostIntervals = 4096;  // of one thread
  std::map<std::uint32_t, ThreadTally> threads_;
};

// The report of --json: one object, indented, with a newline at the end.
std::string report_json(const SimulationReport& report, std::string_view program);

// The report on standard error. `analysis` may be null: what it would have known is then left out.
std::string report_text(const SimulationReport& report, std::string_view program,
                        const RunAnalysis* analysis);

}  // namespace gilsim::runtime
