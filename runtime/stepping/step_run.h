// SPDX-License-Identifier: MIT
//
// The process that simulates for the stepper. It runs towards one goal after the other and rests in
// between, in the middle of the simulation, waiting for the next.
//
// To be able to go back it copies itself (fork): a copy rests where it was made, as a *checkpoint*,
// and goes on when it is asked to, or makes a copy of itself that does. The simulation is
// deterministic and has one host thread, so a copy that goes on does what the first one did.
//
// A *pause* is the first instruction at or after a moment that was chosen, or a multiple of
// kEpochPs: the thread stands before it, and no core is further than the instruction or native it
// was in.
//
// Invariants: a checkpoint stands at a pause. The first process only ever rests, and leads a group
// of the host's processes that all others are in. Whoever rests ends when the other end of its
// channel is gone, whoever runs looks for that every 10 ms, and the first one ends the group. So
// nothing outlives the stepper, however it ends.
#pragma once

#include "runtime/simulation.h"
#include "runtime/stepping/own_files.h"
#include "runtime/stepping/step_stop.h"
#include "runtime/trace/trace_writer.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace gilsim::runtime {

// All cores are brought together this often, in virtual time.
inline constexpr std::int64_t kEpochPs = 100'000'000;

// The pause at or before that time.
constexpr std::int64_t epoch_of(std::int64_t time_ps) {
  return time_ps <= 0 ? 0 : time_ps / kEpochPs * kEpochPs;
}

class StepRun final : public RunObserver, private ByteSink {
 public:
  StepRun(Channel channel, const SimulationOptions& options);

  // Runs as it is told until the channel's other end is gone, then ends the process.
  [[noreturn]] void serve();

  void event(const Event& event, const Thread* thread, const Place& place) override;
  void output(const Thread& thread, vm::Stream stream, std::string_view utf8) override;
  void instruction(const Thread& thread, const Place& place) override;

 private:
  struct Collected {
    StopName name;
    std::uint32_t code = 0;
    std::uint32_t instruction = 0;
  };

  // ByteSink: lines of the trace.
  bool write(std::string_view bytes) override;

  void before_event(std::int64_t time_ps);
  void happened(const StepEvent& event, std::int64_t time_ps);
  bool is_reached_by(const StepEvent& event) const;
  void paused(std::int64_t now_ps);
  void rest_at(Stop stop);
  bool is_goal_here(const Stop& stop) const;
  void wait_for_goal();
  [[noreturn]] static void leave();
  void take_goal(const Message& message);
  void become_copy(Channel channel);
  void go_on(std::int64_t now_ps);
  void leave_checkpoint(std::int64_t now_ps, bool is_near);
  void look_around();
  bool is_checkpoint_due() const;
  bool is_near_checkpoint_due(std::int64_t now_ps) const;
  void end_collecting();
  bool reached(const StopName& name, const Thread& thread, const Place& place);
  bool has_executed(std::uint32_t thread, std::int64_t ticks) const;
  bool begins_line(const vm::Code& code, std::uint32_t instruction);
  const std::vector<bool>& line_starts(const vm::Code& code);
  void describe_threads(Stop& stop);
  StepFrame frame_of(const vm::Code& code, std::uint32_t instruction, int line);
  void send_code(const vm::Code& code);
  std::int64_t cost_ns() const;

  Channel channel_;
  SimulationOptions options_;
  OwnFiles files_;
  TraceWriter writer_;
  Simulation simulation_;
  CheckPointFamily check_points_ = CheckPointFamily::none;

  Goal goal_;
  std::vector<const Thread*> threads_;  // by id - 1
  bool is_fine_ = false;                // instructions are observed
  bool is_halted_ = false;
  std::int64_t events_ = 0;
  std::int64_t written_events_ = 0;  // how many the sink has got
  std::int64_t next_pause_ps_ = kEpochPs;
  std::int64_t last_pause_ps_ = 0;
  std::int64_t previous_pause_ps_ = 0;
  std::deque<Collected> collected_;

  std::int64_t cost_before_ns_ = 0;  // of the processes this is a copy of
  std::int64_t cpu_start_ns_ = 0;
  std::int64_t resting_cost_ns_ = 0;     // what it had cost when it began to rest
  std::int64_t checkpoint_cost_ns_ = 0;  // when the last one was left
  std::int64_t checkpoint_ps_ = 0;       // likewise
  std::int64_t fork_cost_ns_ = 0;        // of the last one
  std::int64_t looked_ns_ = 0;           // when it last looked around
  std::set<std::uint64_t> sent_sources_;
  std::vector<std::vector<bool>> line_starts_;  // by code serial
};

// What the host calls the processes that simulate.
inline constexpr const char* kStepRunName = "gilsim-run";

// The process that simulates, forked off: it has made itself ready and rests before the run's first
// event. `channel` leads to it. Its process id; -1: the host could not make a process.
// REQUIRES: this process has no other threads.
std::int64_t start_step_run(const SimulationOptions& options, Channel& channel);

}  // namespace gilsim::runtime
