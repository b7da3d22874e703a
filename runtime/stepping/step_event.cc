// SPDX-License-Identifier: MIT
#include "runtime/stepping/step_event.h"

namespace gilsim::runtime {
namespace {

std::uint32_t small(std::int64_t number) { return static_cast<std::uint32_t>(number); }

std::int64_t duration_of(const TraceLine& line) {
  for (const TraceField field :
       {TraceField::waited_ns, TraceField::held_ns, TraceField::lifetime_ns}) {
    if (line.has(field)) return line.number(field);
  }
  return -1;
}

std::int64_t object_of(const TraceLine& line) {
  if (line.kind == TraceLineKind::output) {
    return line.text(TraceField::stream) == "stderr" ? 2 : 1;
  }
  for (const TraceField field :
       {TraceField::switches, TraceField::object, TraceField::exit_code, TraceField::daemon}) {
    if (line.has(field)) return line.number(field);
  }
  return 0;
}

}  // namespace

bool is_step_event(TraceLineKind kind) {
  return kind == TraceLineKind::output || kind >= TraceLineKind::process_start;
}

StepEvent step_event_of(const TraceLine& line) {
  StepEvent event;
  event.kind = line.kind;
  event.ns = line.number(TraceField::ns);
  if (line.has(TraceField::tick)) event.tick = line.number(TraceField::tick);
  event.duration_ns = duration_of(line);
  event.object = object_of(line);
  event.thread = small(line.number(TraceField::thread));
  event.other = small(line.number(TraceField::other));
  event.process = small(line.number(TraceField::process));
  if (line.has(TraceField::code)) event.code = small(line.number(TraceField::code));
  event.instruction = small(line.number(TraceField::instruction));
  event.line = static_cast<std::int32_t>(line.number(TraceField::line));
  if (line.has(TraceField::core)) {
    event.core = static_cast<std::uint16_t>(line.number(TraceField::core));
  }
  event.cause = line.cause();
  if (line.kind == TraceLineKind::state) {
    event.from = line.state(TraceField::from);
    event.to = line.state(TraceField::to);
  }
  return event;
}

bool EventFilter::matches(const StepEvent& event) const {
  if (handoffs_only && !event.is_handoff()) return false;
  if (thread != 0 && event.thread != thread) return false;
  if (kind.has_value() && event.kind != *kind) return false;
  if (cause.has_value() && event.cause != *cause) return false;
  if (state.has_value() && (event.kind != TraceLineKind::state || event.to != *state)) {
    return false;
  }
  return true;
}

}  // namespace gilsim::runtime
