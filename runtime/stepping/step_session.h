// SPDX-License-Identifier: MIT
//
// A run, or a trace log, that one can move through in both directions.
//
// What has happened is looked up in the history; the processes of step_run.h are sent to where one
// stands, for what only the run itself knows (frames, variables) and to go on. Going back wakes the
// nearest checkpoint before the place. Of a log the history is there from the beginning, and the
// source in it is run again; a run that differs from its log is found out event by event.
//
// Thread-safety: none, and REQUIRES that this process has no other threads (it forks). Children
// that end are not waited for: SIGCHLD is ignored while a session lives.
#pragma once

#include "runtime/simulation.h"
#include "runtime/stepping/step_history.h"
#include "runtime/stepping/step_stop.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gilsim::runtime {

enum class StepUnit : std::uint8_t { event, handoff, line, instruction };

enum class MoveResult : std::uint8_t {
  moved,
  nothing,      // there is none in this direction: it stands where it stood
  interrupted,  // by the user; it stands at some moment on the way
  impossible,   // the log cannot be run again, so there are events alone
  failed,       // see error(): nothing more can be done
};

class StepSession {
 public:
  // A new run; it stands before the first event. nullptr: `error` says why.
  static std::unique_ptr<StepSession> of_program(const SimulationOptions& options,
                                                 std::string* error);
  // A log, and, if `options` are given, the run that it comes from. REQUIRES: the history is
  // complete, or the log was cut off.
  static std::unique_ptr<StepSession> of_log(std::unique_ptr<StepHistory> history,
                                             const SimulationOptions* options, std::string* error);
  ~StepSession();
  StepSession(const StepSession&) = delete;
  StepSession& operator=(const StepSession&) = delete;

  // Asked from time to time while a run goes on, and when `descriptor` (-1: none) can be read: true
  // ends the run where it is.
  void set_interrupt(std::function<bool()> wanted, int descriptor);

  // --- where it stands ---
  const StepHistory& history() const { return *history_; }
  const StopName& at() const { return at_; }
  // From the run; nullptr: the log cannot be run again.
  const Stop* stop() const { return has_run() ? &stop_ : nullptr; }
  const Picture& picture() const { return picture_; }
  bool is_at_end() const;
  bool has_run() const { return has_run_; }
  // Why the run ended as it did (a deadlock's report), once that is known.
  const std::string& end_message() const { return end_message_; }

  // --- moving ---
  MoveResult to_event(std::int64_t number);
  // Past the end it stands at the last event.
  MoveResult to_time(std::int64_t time_ps);
  // Before the thread's instruction number `tick`, counted from 0.
  MoveResult to_tick(std::uint32_t thread, std::int64_t tick);
  MoveResult to_end();
  MoveResult to(const StopName& name);
  // `thread` 0: any.
  MoveResult next(StepUnit unit, std::uint32_t thread);
  MoveResult back(StepUnit unit, std::uint32_t thread);
  MoveResult next_match(const EventFilter& filter);
  MoveResult previous_match(const EventFilter& filter);

  // After `failed`: what is wrong, as a sentence.
  const std::string& error() const { return error_; }
  // The first event in which the run differs from its log; 0: none has so far.
  std::int64_t differs_at() const { return differs_at_; }
  // Whether it is an interruption that nothing could answer that ended it.
  bool was_ended_by_interrupt() const { return was_ended_by_interrupt_; }

  // For tests and benchmarks: the checkpoints that rest now.
  std::size_t checkpoint_count() const { return checkpoints_.size() + near_.size(); }

 private:
  struct Resting {
    Channel channel;
    Checkpoint what;
  };

  StepSession() = default;
  bool begin(const SimulationOptions& options, std::string* error);
  MoveResult run_to(Goal goal, const StopName& target);
  MoveResult start_towards(Goal goal, const StopName& target);
  MoveResult wait_for_stop();
  MoveResult take_stop(const Message& message);
  MoveResult fail(std::string what);
  bool can_go_on(const Goal& goal, const StopName& target) const;
  Resting* nearest_checkpoint(const Goal& goal, const StopName& target);
  bool take_lines(std::string_view message);
  void take_checkpoint(Message& message);
  void take_code(const Message& message);
  void keep_near(Resting resting);
  void thin_out(std::int64_t newest_ns);
  void stand_at(StopName name);
  MoveResult stay(MoveResult why);
  MoveResult next_instruction(std::uint32_t thread, bool lines);
  MoveResult previous_instruction(std::uint32_t thread, bool lines);
  MoveResult collect_before(std::uint32_t thread, bool lines);
  std::int64_t last_bytecode_ps(std::uint32_t thread) const;
  std::int64_t ticks_here(std::uint32_t thread) const;
  MoveResult find_running(std::uint32_t thread, std::int64_t& time_ps);

  std::unique_ptr<StepHistory> history_ = std::make_unique<StepHistory>();
  std::int64_t compared_ = 0;  // so many events of a log have been compared with the run
  bool is_log_ = false;
  bool has_run_ = false;
  std::int64_t group_ = -1;           // of the host's processes that simulate
  std::vector<Resting> checkpoints_;  // in the order of the run; the first one is its beginning
  std::vector<Resting> near_;         // close before places that one went back to
  Channel active_;
  bool active_rests_ = false;
  StopName active_at_;
  bool active_is_fine_ = false;
  std::int64_t active_ahead_until_ps_ = 0;  // no core is further

  StopName at_;
  Picture picture_;
  Stop stop_;
  // The instructions before `collected_until_`, as far as they were listed.
  std::vector<StopName> collected_;
  StopName collected_until_;
  std::uint32_t collected_thread_ = 0;
  bool collected_lines_ = false;
  std::string end_message_;
  std::string error_;
  std::int64_t differs_at_ = 0;
  bool was_ended_by_interrupt_ = false;
  std::function<bool()> interrupt_wanted_;
  int interrupt_descriptor_ = -1;
  void (*old_child_handler_)(int) = nullptr;
};

}  // namespace gilsim::runtime
