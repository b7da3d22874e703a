// SPDX-License-Identifier: MIT
#include "scenarios/stepper/stepper.h"

#include "runtime/machine/parameters.h"
#include "runtime/profile/profile.h"
#include "runtime/quantity.h"
#include "scenarios/command_line.h"
#include "scenarios/exit_status.h"
#include "scenarios/program.h"
#include "scenarios/stepper/step_text.h"
#include "scenarios/suggestion.h"

#include <algorithm>
#include <utility>

namespace gilsim::scenarios {
namespace {

using runtime::MoveResult;
using runtime::StepSession;
using runtime::TraceField;

// The interval as it was given, found from both figures of the header; nothing: the policy's own.
std::optional<runtime::IntervalSetting> interval_of(const runtime::TraceLine& header,
                                                    const runtime::GilPolicyInfo& policy,
                                                    const runtime::Profile& profile) {
  const std::int64_t ticks = header.number(TraceField::switch_interval_ticks);
  const std::int64_t ns = header.number(TraceField::switch_interval_ns);
  const std::optional<runtime::IntervalSetting> candidates[] = {
      std::nullopt, runtime::IntervalSetting{true, ticks, 0},
      runtime::IntervalSetting{false, 0, ns * runtime::kPicosecondsPerNanosecond}};
  for (const auto& candidate : candidates) {
    const runtime::SwitchInterval found = runtime::interval_under(policy, candidate, profile);
    if (found.ticks == ticks && found.time_ps / runtime::kPicosecondsPerNanosecond == ns) {
      return candidate;
    }
  }
  return candidates[2];
}

// What the header says of the run. False: `why` says what cannot be had again.
bool settings_of(const runtime::TraceLine& header, RunSettings& settings, std::string& why) {
  if (header.number(TraceField::live) != 0) {
    why = "it was made on real threads (--live)";
    return false;
  }
  settings.gil = header.text(TraceField::gil);
  settings.profile = header.text(TraceField::profile);
  settings.cores = header.number(TraceField::cores);
  settings.seed = static_cast<std::uint64_t>(header.number(TraceField::seed));
  settings.start_method = header.text(TraceField::start_method);
  settings.interactive = header.number(TraceField::interactive) != 0;
  if (header.has(TraceField::max_ticks)) settings.max_ticks = header.number(TraceField::max_ticks);
  settings.max_memory_bytes =
      static_cast<std::uint64_t>(header.number(TraceField::max_memory_bytes));
  const runtime::GilPolicyInfo* const policy = runtime::find_gil_policy(*settings.gil, &why);
  const std::optional<runtime::Profile> profile = runtime::load_profile(*settings.profile, &why);
  if (policy == nullptr || !profile.has_value()) return false;
  settings.switch_interval = interval_of(header, *policy, *profile);
  return true;
}

bool is_log(const std::string& target) { return target.ends_with(".jsonl"); }

// `set KNOB VALUE` as the option of `gilsim run` that it is.
bool change_setting(const StepCommand& command, RunSettings& settings, std::string& error) {
  const std::vector<std::string> knobs = {"cores",   "gil",          "switch-interval", "seed",
                                          "profile", "start-method", "max-ticks"};
  if (std::find(knobs.begin(), knobs.end(), command.knob) == knobs.end()) {
    error = "set: unknown knob '" + command.knob + "'" + did_you_mean(command.knob, knobs);
    return false;
  }
  RunSettings changed;
  if (!parse_run_options({"--" + command.knob, command.text}, changed, &error)) return false;
  // Another policy has another interval.
  if (changed.gil.has_value()) settings.switch_interval.reset();
  settings = merged(changed, settings);
  return true;
}

}  // namespace

std::unique_ptr<Stepper> Stepper::open(const std::string& target,
                                       const std::vector<std::string>& arguments,
                                       const RunSettings& settings, std::string* error,
                                       int* exit_status) {
  std::unique_ptr<Stepper> stepper(new Stepper);
  *exit_status = kExitUsage;
  const bool is_open = is_log(target) ? stepper->open_log(target, error, exit_status)
                                      : stepper->open_program(target, arguments, settings, error);
  return is_open ? std::move(stepper) : nullptr;
}

bool Stepper::open_program(const std::string& target, const std::vector<std::string>& arguments,
                           const RunSettings& settings, std::string* error) {
  std::optional<Program> program = load_program(target, error);
  if (!program.has_value()) return false;
  settings_ = merged(settings, program->settings);
  program_name_ = program->name;
  source_ = std::move(program->source);
  arguments_ = arguments;
  if (!settings_.writable_folders.empty()) {
    *error =
        "the stepper runs parts of a program again and again, so it lets none write files: "
        "leave --allow-write out";
    return false;
  }
  std::optional<runtime::SimulationOptions> options = simulation_options(settings_, error);
  if (!options.has_value()) return false;
  options->program_name = program_name_;
  options->source = source_;
  options->arguments = arguments_;
  session_ = StepSession::of_program(*options, error);
  return session_ != nullptr;
}

bool Stepper::open_log(const std::string& path, std::string* error, int* exit_status) {
  auto history = std::make_unique<runtime::StepHistory>();
  const auto result = runtime::read_trace_file(path, *history, error);
  if (!result.has_value()) return false;
  const bool is_whole = result->end == runtime::TraceReadEnd::complete;
  if (!is_whole && result->end != runtime::TraceReadEnd::cut_off) {
    *error = "'" + path + "': " + result->message;
    *exit_status = kExitDamaged;
    return false;
  }
  if (is_whole) history->set_complete();
  if (!result->message.empty()) note_ = "'" + path + "': " + result->message;
  return run_log_again(std::move(history), error);
}

// Where that cannot be, one steps by its events alone. False: not even that.
bool Stepper::run_log_again(std::unique_ptr<runtime::StepHistory> history, std::string* error) {
  std::string why;
  program_name_ = history->program();
  source_ = history->main_source();
  arguments_ = history->arguments();
  std::optional<runtime::SimulationOptions> options;
  if (source_.empty()) {
    why = "it does not hold the program's source";
  } else if (settings_of(history->header(), settings_, why)) {
    options = simulation_options(settings_, &why);
  }
  if (options.has_value()) {
    options->program_name = program_name_;
    options->source = source_;
    options->arguments = arguments_;
  }
  session_ =
      StepSession::of_log(std::move(history), options.has_value() ? &*options : nullptr, error);
  if (!why.empty()) {
    note_ += (note_.empty() ? "" : "; ") +
             ("the run of this log cannot be had again, so it is stepped by events: " + why);
  }
  return session_ != nullptr;
}

int Stepper::exit_status() const {
  if (session_ == nullptr || session_->error().empty()) return 0;
  if (session_->was_ended_by_interrupt()) return kExitInterrupted;
  return session_->differs_at() != 0 ? kExitDamaged : kExitUsage;
}

void Stepper::set_interrupt(std::function<bool()> wanted, int descriptor) {
  interrupt_wanted_ = std::move(wanted);
  interrupt_descriptor_ = descriptor;
  session_->set_interrupt(interrupt_wanted_, interrupt_descriptor_);
}

// --- commands ------------------------------------------------------------------------------------

MoveResult Stepper::move(const StepCommand& command) {
  switch (command.verb) {
    case StepVerb::next:
      return session_->next(command.unit, command.thread);
    case StepVerb::back:
      return session_->back(command.unit, command.thread);
    case StepVerb::find:
      return session_->next_match(command.filter);
    case StepVerb::rfind:
      return session_->previous_match(command.filter);
    case StepVerb::start:
      return session_->to_event(0);
    case StepVerb::end:
      return session_->to_end();
    case StepVerb::event:
      return session_->to_event(command.number);
    case StepVerb::time:
      return session_->to_time(command.time_ps);
    default: {
      const std::uint32_t thread = command.thread != 0 ? command.thread
                                   : view_.thread != 0 ? view_.thread
                                                       : 1;
      return session_->to_tick(thread, command.number);
    }
  }
}

Stepper::Answer Stepper::answer_of(MoveResult result, const StepCommand& command) {
  Answer answer;
  answer.has_moved = result == MoveResult::moved || result == MoveResult::interrupted;
  answer.is_complaint = !answer.has_moved;
  const bool is_backwards = command.verb == StepVerb::back || command.verb == StepVerb::rfind;
  switch (result) {
    case MoveResult::moved:
      if (session_->is_at_end()) {
        answer.text = session_->end_message().empty()
                          ? "The run has ended here; exit status " +
                                std::to_string(session_->history().exit_status()) + "."
                          : session_->end_message();
      }
      break;
    case MoveResult::nothing:
      answer.text = is_backwards ? "There is none before this one."
                    : command.verb == StepVerb::event || command.verb == StepVerb::tick
                        ? "The run does not come so far."
                        : "There is none after this one.";
      break;
    case MoveResult::interrupted:
      answer.text = "Interrupted on the way.";
      break;
    case MoveResult::impossible:
      answer.text =
          "This log can be stepped by its events alone: next event, next handoff, event N, time.";
      break;
    case MoveResult::failed:
      answer.text = session_->error();
      answer.is_over = true;
      break;
  }
  return answer;
}

Stepper::Answer Stepper::execute(const StepCommand& command) {
  switch (command.verb) {
    case StepVerb::nothing:
      return {};
    case StepVerb::quit:
      return {false, true, {}, false};
    case StepVerb::help:
      return {false, false, step_help_text(), false};
    case StepVerb::show:
      return {false, false, step_part_text(view(), command.text), false};
    case StepVerb::zoom:
      view_.span_ns = command.time_ps / runtime::kPicosecondsPerNanosecond;
      return {false, false, step_part_text(view(), "timeline"), false};
    case StepVerb::thread:
      return select_thread(command.thread);
    case StepVerb::set:
      return restart(command);
    case StepVerb::play:
      return play(command.number);
    case StepVerb::answer:
      return {false, false, "Nothing was asked: start the stepper with --predict.", true, true};
    case StepVerb::again: {
      if (last_search_.verb == StepVerb::nothing) {
        return {false, false, "Nothing was searched for: such as: find drop_request", true, true};
      }
      StepCommand search = last_search_;
      if (command.text == "back") {
        search.verb = search.verb == StepVerb::find ? StepVerb::rfind : StepVerb::find;
      }
      return answer_of(move(search), search);
    }
    default:
      break;
  }
  if (command.verb == StepVerb::find || command.verb == StepVerb::rfind) last_search_ = command;
  return answer_of(move(command), command);
}

Stepper::Answer Stepper::select_thread(std::uint32_t thread) {
  if (thread != 0 && !session_->picture().threads.contains(thread)) {
    return {false, false, "there is no thread " + std::to_string(thread) + " so far", true, true};
  }
  view_.thread = thread;
  return {false, false, step_part_text(view(), "source"), false};
}

Stepper::Answer Stepper::play(std::int64_t count) {
  StepCommand next;
  next.verb = StepVerb::next;
  Answer answer;
  std::string text;
  for (std::int64_t i = 0; i < std::max<std::int64_t>(count, 1); ++i) {
    answer = execute(next);
    if (!answer.has_moved) break;
    const StepView at = view();
    text += at.position + "\n" + runtime::wrapped("  ", at.story, 2, 100);
  }
  answer.text = text + answer.text;
  return answer;
}

Stepper::Answer Stepper::restart(const StepCommand& command) {
  RunSettings settings = settings_;
  std::string error;
  if (!change_setting(command, settings, error)) return {false, false, error, true, true};
  std::optional<runtime::SimulationOptions> options = simulation_options(settings, &error);
  if (!options.has_value()) return {false, false, error, true, true};
  if (source_.empty())
    return {false, false, "this log does not hold the program's source", true, true};
  options->program_name = program_name_;
  options->source = source_;
  options->arguments = arguments_;
  const std::int64_t time_ps = session_->at().time_ps;
  error = runtime::Simulation(*options).error();
  if (!error.empty()) return {false, false, error, true, true};
  // The old processes go before the new one is made: it must not hold their channels open.
  session_.reset();
  session_ = StepSession::of_program(*options, &error);
  if (session_ == nullptr) return {false, true, error, true};
  settings_ = std::move(settings);
  view_.thread = 0;
  session_->set_interrupt(interrupt_wanted_, interrupt_descriptor_);
  if (time_ps == 0) return {true, false, "Another run, before its first event.", false};
  return answer_of(session_->to_time(time_ps), command);
}

}  // namespace gilsim::scenarios
