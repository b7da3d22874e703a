// SPDX-License-Identifier: MIT
//
// A trace log in Chrome's trace event format, which ui.perfetto.dev opens: a track for each
// thread's states, one for the holder of each GIL, one for each core, arrows from who dropped a GIL
// to who took it, and a counter of the threads that wait for it.
//
// Invariants: slices of one track never overlap, so they nest; metadata events have no `ts`; ids
// are small (some readers keep them in 32 bits) and never 0 (Perfetto takes thread 0 for the idle
// task). Lines are written as they come; memory does not grow with the log.
#pragma once

#include "runtime/trace/trace_cast.h"
#include "runtime/trace/trace_converter.h"

#include <set>

namespace gilsim::runtime {

class TraceChrome final : public TraceConverter {
 public:
  explicit TraceChrome(ByteSink& sink) : buffer_(sink) {}
  bool line(const TraceLine& line) override;
  bool finish(std::string_view warning) override;

 private:
  void event(std::string_view members);
  void metadata(std::string_view what, std::int64_t process, std::int64_t thread,
                std::string_view arguments);
  void name_track(std::int64_t process, std::int64_t thread, std::string_view name);
  void slice(std::string_view name, std::int64_t process, std::int64_t thread,
             std::int64_t start_ns, std::int64_t end_ns, std::string_view arguments);
  void instant(std::string_view name, const TraceLine& line, std::string_view arguments);
  void begin(const TraceLine& header);
  void thread_starts(const TraceLine& line);
  void slices();
  void handoff(const TraceLine& line);
  void operation(const TraceLine& line);
  void variable(const TraceLine& line);
  void count_waiters(const TraceLine& line);

  TextBuffer buffer_;
  TraceCast cast_;
  bool begun_ = false;
  bool has_events_ = false;
  std::set<std::int64_t> named_processes_;
  std::map<std::int64_t, std::int64_t> dropped_ns_;  // by process: when its GIL was dropped last
  std::map<std::int64_t, std::int64_t> waiters_;     // by process, as last counted
  std::int64_t arrows_ = 0;
};

}  // namespace gilsim::runtime
