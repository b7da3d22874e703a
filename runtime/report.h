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

inline constexpr int kReportVersion = 1;

std::string_view name_of(RunEnd end);

// Parts of `whole_ps` in units of `unit_ps`, cut off one after the other, so that they sum to the
// whole in those units.
std::array<std::int64_t, kThreadStateCount> states_in_units(
    const std::array<std::int64_t, kThreadStateCount>& state_ps, std::int64_t unit_ps);

// Counts what the report of a run says beyond its totals: why the GIL changed hands, who held it,
// and what the threads did at the beginning.
class RunTally final : public RunObserver {
 public:
  struct Interval {
    std::int64_t start_ps = 0;
    ThreadState state = ThreadState::overhead;
  };
  struct ThreadTally {
    std::string name;
    std::uint32_t process = 0;
    std::int64_t held_ps = 0;          // of a GIL
    std::int64_t longest_wait_ps = 0;  // for the GIL
    std::int64_t waits = 0;            // for the GIL, of at least a microsecond
    std::int64_t end_ps = -1;          // -1: has not ended
    std::vector<Interval> states;      // the first ones, in order
  };

  void event(const Event& event, const Thread* thread, const Place& place) override;
  void output(const Thread&, vm::Stream, std::string_view) override {}

  // How many handoffs followed a drop of this cause.
  std::int64_t handoffs_after(Cause cause) const {
    return handoffs_[static_cast<std::size_t>(cause)];
  }
  // By thread id.
  const std::map<std::uint32_t, ThreadTally>& threads() const { return threads_; }

 private:
  static constexpr std::size_t kMostIntervals = 4096;  // of one thread
  static constexpr std::size_t kCauses = static_cast<std::size_t>(Cause::cancelled) + 1;

  std::array<std::int64_t, kCauses> handoffs_{};
  std::map<std::uint32_t, ThreadTally> threads_;
  std::map<std::uint32_t, Cause> last_drop_;  // by process
};

// The report of --json: one object, indented, with a newline at the end.
std::string report_json(const SimulationReport& report, std::string_view program);

// The report on standard error. `tally` may be null: the reasons of handoffs are then left out.
std::string report_text(const SimulationReport& report, std::string_view program,
                        const RunTally* tally);

}  // namespace gilsim::runtime
