// SPDX-License-Identifier: MIT
//
// Everything the stepper shows of one stop, as plain data: what the text and the screen are made
// of.
#pragma once

#include "runtime/stepping/step_session.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gilsim::scenarios {

struct ThreadView {
  std::uint32_t id = 0;
  std::uint32_t process = 0;
  std::string name;
  std::string state;    // "running", ..., "ended"
  std::string waiting;  // what it waits for, since when; empty: for nothing
  std::string place;    // "line 7 (JUMP_BACKWARD)"
  std::int64_t tick = 0;
  bool holds_gil = false;
  bool is_shown = false;  // its code is what the view shows
  std::string core;       // "0"; empty: on none
};

struct GilView {
  std::uint32_t process = 0;
  std::string holder;   // with since when; "nobody"
  std::string request;  // who asked for it; empty: nobody has
  std::vector<std::string> waiters;
  std::int64_t handoffs = 0;
};

struct SourceLineView {
  std::int32_t number = 0;
  std::string text;
  std::string marks;        // ids of the threads that are here, such as "2 3"
  bool is_current = false;  // of the shown thread
};

struct InstructionView {
  std::uint32_t index = 0;
  std::int32_t line = 0;  // 0: the same as above
  std::string name;
  std::string argument;
  bool may_check = false;
  bool is_current = false;
};

struct TimelineView {
  struct Row {
    std::string name;
    std::string signs;
  };
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
  std::size_t now_column = 0;
  std::vector<Row> rows;
};

struct StepView {
  std::string title;     // program, policy, cores, interval
  std::string position;  // "event 12, 5.000 ms, tick 1,234 of Thread-1 (work)"
  std::string story;
  std::vector<ThreadView> threads;  // alive, or ended just now
  std::vector<GilView> gils;
  std::vector<std::string> cores;
  std::string shown_thread;  // whose code this is
  std::string file;
  std::string function;
  std::vector<SourceLineView> source;
  std::vector<InstructionView> bytecode;
  bool has_check_points = false;
  std::vector<runtime::StepVariable> variables;
  std::vector<runtime::StepVariable> globals;
  TimelineView timeline;
  std::vector<std::string> output;  // the last lines
};

struct ViewSettings {
  std::uint32_t thread = 0;  // whose code; 0: whoever is at work
  std::int64_t span_ns = 0;  // of the timeline; 0: as fits
  std::size_t columns = 72;  // of the timeline
  std::size_t source_lines = 9;
  std::size_t instructions = 9;
  std::size_t output_lines = 6;
};

StepView view_of(const runtime::StepSession& session, const ViewSettings& settings);

// "event 12, 5.000 ms, tick 1,234 of Thread-1 (work)".
std::string position_of(const runtime::StepSession& session);

// How much time the timeline shows if nothing else is said: a few handoffs.
std::int64_t fitting_span_ns(const runtime::StepSession& session);

// `signs` for `columns` equal parts of [start, end) for a thread, from what is known.
TimelineView timeline_of(const runtime::StepSession& session, std::int64_t span_ns,
                         std::size_t columns);

inline constexpr std::string_view kTimelineLegend =
    "# runs  . waits for the GIL  = works without it  c waits for a core  - waits  z sleeps  "
    "+ overhead";

}  // namespace gilsim::scenarios
