// SPDX-License-Identifier: MIT
//
// Where a run that is stepped through stands, and where it shall go.
//
// A *stop* is one of three: right after an event, at a moment of virtual time, or before an
// instruction. All stops of a run stand in one order; every stop can be named, and a run that is
// sent to a stop of that name is in the same state each time.
#pragma once

#include "runtime/stepping/step_event.h"
#include "runtime/stepping/step_history.h"
#include "runtime/stepping/wire.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gilsim::runtime {

inline constexpr std::int64_t kNeverPs = INT64_MAX;

enum class StopKind : std::uint8_t {
  event,        // event number `event` has just happened (0: nothing has)
  time,         // nothing before time_ps is left to do
  instruction,  // the thread is about to execute the instruction after its first `tick` ones
};

// The name of a stop.
struct StopName {
  StopKind kind = StopKind::event;
  std::int64_t event = 0;    // so many events have happened
  std::int64_t time_ps = 0;  // of an event: its time
  std::uint32_t thread = 0;  // of an instruction
  std::int64_t tick = 0;     // likewise

  bool operator==(const StopName&) const = default;
};

// In the order of the run. Of two stops that are equal in this order one is an event.
bool is_before(const StopName& one, const StopName& other);

struct StepFrame {
  std::uint32_t code = StepEvent::kNone;
  std::uint32_t instruction = 0;
  std::int32_t line = 0;

  bool operator==(const StepFrame&) const = default;
};

struct StepVariable {
  std::string name;
  std::string value;

  bool operator==(const StepVariable&) const = default;
};

// What only the run itself knows of a thread.
struct StepThread {
  std::uint32_t id = 0;
  std::int64_t tick = 0;
  std::vector<StepFrame> frames;        // the innermost first
  std::vector<StepVariable> variables;  // of the innermost
  std::vector<StepVariable> globals;

  bool operator==(const StepThread&) const = default;
};

struct Stop {
  StopName name;
  std::uint32_t thread = 0;  // the one it is about; 0: none
  bool is_end = false;       // the run has ended
  bool was_halted = false;   // the goal was not reached: a halt came before
  // The instructions on the way here were observed one by one, so that no core is further.
  bool is_fine = false;
  bool ran_ahead = false;              // some core is further than this
  std::int64_t ahead_until_ps = 0;     // but none further than the instruction it began by then
  std::int64_t previous_pause_ps = 0;  // all cores stood there last
  std::string message;                 // of the end: why (a deadlock, a limit)
  std::vector<StepThread> threads;     // that are in bytecode
};

// Where to go: to the first stop for which everything that is given holds.
struct Goal {
  enum class Kind : std::uint8_t {
    event,        // after event number `event`
    match,        // after the next event that matches
    time,         // at time_ps
    ticks,        // at the first pause where `thread` has executed more than `tick` instructions
    instruction,  // before the next instruction that matches `thread`, `tick` and `lines`
    end,
    collect,  // lists the instructions that match, up to `until`
  };
  Kind kind = Kind::end;
  std::int64_t event = 0;
  EventFilter filter;
  std::int64_t time_ps = 0;
  std::uint32_t thread = 0;          // 0: any
  std::int64_t tick = -1;            // -1: any
  bool lines = false;                // only where a line begins
  bool stops_if_waiting = false;     // also after an event with which `thread` begins to wait
  StopName after;                    // of match and instruction: not before or at this
  StopName until;                    // of collect: up to, and without, this,
  std::int64_t until_ps = kNeverPs;  // or up to this time
  // From the first pause at or after this time on instructions are observed one by one.
  std::int64_t fine_from_ps = kNeverPs;
  // A process stays behind where that begins.
  bool leaves_checkpoint = false;
  // Processes stay behind on the way to this time, the closer to it the denser.
  std::int64_t dense_before_ps = kNeverPs;
  std::int64_t known_events = 0;  // of these no lines are sent
  std::vector<bool> known_codes;  // by serial: nor are these

  void write(WireWriter& writer) const;
  static Goal read(WireReader& reader);
};

struct Checkpoint {
  std::int64_t process_id = 0;  // of the host
  std::int64_t event = 0;
  std::int64_t time_ps = 0;
  std::int64_t cost_ns = 0;         // the host's time from the run's beginning to here
  bool is_near = false;             // left on the way back to a place, close before it
  std::vector<std::int64_t> ticks;  // of the threads, by id - 1

  void write(WireWriter& writer) const;
  static Checkpoint read(WireReader& reader);
};

void write_stop(WireWriter& writer, const Stop& stop);
Stop read_stop(WireReader& reader);
void write_stop_name(WireWriter& writer, const StopName& name);
StopName read_stop_name(WireReader& reader);
void write_code(WireWriter& writer, const StepCode& code);
StepCode read_code(WireReader& reader);

}  // namespace gilsim::runtime
