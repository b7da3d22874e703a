// SPDX-License-Identifier: MIT
//
// The stepper without a face: opens a program or a log, does commands, and says what came of it.
#pragma once

#include "runtime/stepping/step_session.h"
#include "scenarios/run_settings.h"
#include "scenarios/stepper/step_command.h"
#include "scenarios/stepper/step_view.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gilsim::scenarios {

class Stepper {
 public:
  struct Answer {
    bool has_moved = false;
    bool is_over = false;       // `quit`, or an error after which nothing works
    std::string text;           // what else there is to say; may have several lines
    bool is_complaint = false;  // the text says why nothing came of it
    bool is_mistake = false;    // because the command makes no sense here
  };

  // A program (a .py file, a scenario's name) or a log (.jsonl). nullptr: `error` says why, and
  // `exit_status` what to end with.
  static std::unique_ptr<Stepper> open(const std::string& target,
                                       const std::vector<std::string>& arguments,
                                       const RunSettings& settings, std::string* error,
                                       int* exit_status);

  Answer execute(const StepCommand& command);

  const runtime::StepSession& session() const { return *session_; }
  ViewSettings& view_settings() { return view_; }
  StepView view() const { return view_of(*session_, view_); }

  // Said once, before anything else: what is special about a log.
  const std::string& note() const { return note_; }
  // 0, until nothing more can be done: 102 if the run was found to differ from its log, 130 after
  // an interruption, 2 if the host did not do its part.
  int exit_status() const;

  // See StepSession::set_interrupt.
  void set_interrupt(std::function<bool()> wanted, int descriptor);

 private:
  Stepper() = default;
  bool open_program(const std::string& target, const std::vector<std::string>& arguments,
                    const RunSettings& settings, std::string* error);
  bool open_log(const std::string& path, std::string* error, int* exit_status);
  bool run_log_again(std::unique_ptr<runtime::StepHistory> history, std::string* error);
  Answer answer_of(runtime::MoveResult result, const StepCommand& command);
  Answer restart(const StepCommand& command);
  Answer select_thread(std::uint32_t thread);
  Answer play(std::int64_t count);
  runtime::MoveResult move(const StepCommand& command);

  std::unique_ptr<runtime::StepSession> session_;
  // Of the run, for another one with other knobs.
  RunSettings settings_;
  std::string program_name_;
  std::string source_;
  std::vector<std::string> arguments_;
  std::string note_;
  ViewSettings view_;
  StepCommand last_search_;
  std::function<bool()> interrupt_wanted_;
  int interrupt_descriptor_ = -1;
};

}  // namespace gilsim::scenarios
