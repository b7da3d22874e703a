// SPDX-License-Identifier: MIT
//
// What the events so far say of a run: who is in which state, who holds which GIL, who asked.
//
// Invariant: a picture follows from the events alone, so it is the same whether one came to it
// forwards or backwards, from a run or from its log.
#pragma once

#include "runtime/stepping/step_event.h"

#include <cstdint>
#include <map>
#include <string>

namespace gilsim::runtime {

struct PictureThread {
  std::uint32_t process = 0;
  bool is_alive = false;
  bool has_asked = false;  // for the GIL, since it began to wait
  ThreadState state = ThreadState::overhead;
  Cause cause = Cause::thread_start;  // why the state began
  std::int64_t since_ns = 0;
  std::int64_t start_ns = 0;
  std::uint16_t core = kNoCore;
  std::int64_t tick = 0;
  // Where it was last seen in bytecode.
  std::uint32_t code = StepEvent::kNone;
  std::uint32_t instruction = 0;
  std::int32_t line = 0;
  // Of the wait it is in, or was in last.
  std::uint32_t waits_for = 0;  // the thread that owns it; 0: not known
  std::int64_t wait_object = 0;

  bool operator==(const PictureThread&) const = default;
};

struct PictureProcess {
  bool has_ended = false;
  std::int64_t exit_code = 0;
  std::uint32_t holder = 0;  // of its GIL; 0: nobody
  std::int64_t held_since_ns = 0;
  std::uint32_t last_holder = 0;
  StepEvent last_drop;     // kind drop_gil once there was one
  StepEvent last_request;  // kind drop_request once there was one
  std::int64_t handoffs = 0;

  bool operator==(const PictureProcess&) const = default;
};

struct Picture {
  std::int64_t event = 0;  // so many events have happened
  std::int64_t ns = 0;     // the time of the last one
  std::int64_t handoffs = 0;
  std::int64_t outputs = 0;
  std::map<std::uint32_t, PictureThread> threads;     // by id
  std::map<std::uint32_t, PictureProcess> processes;  // by id

  // The next event.
  void add(const StepEvent& event);

  bool operator==(const Picture&) const = default;
};

}  // namespace gilsim::runtime
