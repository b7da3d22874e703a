// SPDX-License-Identifier: MIT
//
// Who plays in a trace, and in which state each thread is when: what several converters need.
//
// Invariants: the intervals of one thread leave no gap, as the log's states do; memory grows with
// the number of threads and processes, not with the length of the log.
#pragma once

#include "runtime/trace/trace_reader.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

struct TraceInterval {
  std::int64_t thread = 0;
  ThreadState state = ThreadState::overhead;
  Cause cause = Cause::none;  // why the state began
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
};

// Some thread had the GIL, or was on a core, from start to end.
struct TraceTenure {
  std::int64_t place = 0;  // the process, or the core
  std::int64_t thread = 0;
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
};

class TraceCast {
 public:
  struct Actor {
    std::string name;  // as the program calls it; of another process: with the process's name
    std::int64_t process = 0;
    bool is_alive = false;
    ThreadState state = ThreadState::overhead;
    Cause cause = Cause::thread_start;  // why the state began
    std::int64_t since_ns = 0;
    std::optional<std::int64_t> core;
    std::int64_t on_core_since_ns = 0;
  };

  // What a line brings to an end; see the three accessors. To be called with every line.
  void line(const TraceLine& line);
  // The log is over: everything that is still open ends at its last event.
  void finish();

  // Of the last line() or finish(); those of no length are left out.
  const std::vector<TraceInterval>& ended_intervals() const { return intervals_; }
  const std::vector<TraceTenure>& ended_on_core() const { return on_core_; }
  const std::vector<TraceTenure>& ended_holding() const { return holding_; }

  const std::string& name_of(std::int64_t thread) const;
  const std::map<std::int64_t, Actor>& actors() const { return actors_; }
  // "process N" for one that no thread of the log began in.
  std::string process_name_of(std::int64_t process) const;
  std::int64_t last_ns() const { return last_ns_; }
  // Threads of the process that are in state wants_gil.
  std::int64_t waiters_of(std::int64_t process) const;

 private:
  struct Holder {
    std::int64_t thread = 0;  // 0: nobody
    std::int64_t since_ns = 0;
  };
  void thread_starts(const TraceLine& line);
  void change_state(std::int64_t thread, ThreadState to, Cause cause, std::int64_t ns);
  void leave_core(std::int64_t thread, Actor& actor, std::int64_t ns);
  void drop(std::int64_t process, std::int64_t ns);

  std::map<std::int64_t, Actor> actors_;
  std::map<std::int64_t, std::string> processes_;
  std::map<std::int64_t, std::int64_t> waiters_;  // by process
  std::map<std::int64_t, Holder> holders_;        // by process
  std::vector<TraceInterval> intervals_;
  std::vector<TraceTenure> on_core_;
  std::vector<TraceTenure> holding_;
  std::int64_t last_ns_ = 0;
};

}  // namespace gilsim::runtime
