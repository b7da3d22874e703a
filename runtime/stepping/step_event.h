// SPDX-License-Identifier: MIT
//
// One event of a run, as the stepper keeps it: a line of the trace log in a fixed size.
//
// Invariant: it holds what the log holds and no more, so a run and its log give equal events.
#pragma once

#include "runtime/trace/trace_reader.h"

#include <cstdint>
#include <optional>

namespace gilsim::runtime {

struct StepEvent {
  static constexpr std::uint32_t kNone = 0xffffffff;

  std::int64_t ns = 0;
  std::int64_t tick = -1;         // -1: the event has none
  std::int64_t duration_ns = -1;  // waited, held or lived; -1: none
  std::int64_t object = 0;        // as in the log; of output: 1 stdout, 2 stderr
  std::uint32_t thread = 0;       // 0: none
  std::uint32_t other = 0;
  std::uint32_t process = 0;
  std::uint32_t code = kNone;
  std::uint32_t instruction = 0;
  std::uint32_t text = kNone;  // of output: which one, from 0
  std::int32_t line = 0;       // 0: none
  std::uint16_t core = kNoCore;
  TraceLineKind kind = TraceLineKind::state;
  Cause cause = Cause::none;
  ThreadState from = ThreadState::overhead;
  ThreadState to = ThreadState::overhead;

  bool operator==(const StepEvent&) const = default;

  // Another thread than the last holder has the GIL of the process from now on.
  bool is_handoff() const {
    return kind == TraceLineKind::take_gil && other != 0 && other != thread;
  }
};

// Whether the line is an event: what the machine or a thread did, or output.
bool is_step_event(TraceLineKind kind);

// REQUIRES: is_step_event(line.kind). `text` is left to the caller.
StepEvent step_event_of(const TraceLine& line);

// What a search looks for. Everything that is given must hold.
struct EventFilter {
  std::uint32_t thread = 0;  // 0: any. Of a handoff: the one that takes the GIL
  bool handoffs_only = false;
  std::optional<TraceLineKind> kind;
  std::optional<Cause> cause;
  std::optional<ThreadState> state;  // that begins

  bool matches(const StepEvent& event) const;
};

}  // namespace gilsim::runtime
