// SPDX-License-Identifier: MIT
//
// What one can tell the stepper, one command a line: the same words in a script, on the screen's
// command line, and behind its keys.
#pragma once

#include "runtime/stepping/step_session.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::scenarios {

enum class StepVerb : std::uint8_t {
  next,   // unit, thread
  back,   // unit, thread
  find,   // filter
  rfind,  // filter
  again,  // the last search once more
  start,
  end,
  event,   // number
  time,    // time_ps
  tick,    // number, thread
  thread,  // thread: whose code is shown; 0: whoever is at work
  show,    // text: a part
  zoom,    // time_ps: how much time the timeline shows; 0: as fits
  set,     // knob, text
  play,    // number of events; 0: until a key is pressed
  answer,  // text: of a question
  help,
  quit,
  nothing,  // an empty line or a comment
};

struct StepCommand {
  StepVerb verb = StepVerb::nothing;
  runtime::StepUnit unit = runtime::StepUnit::event;
  std::uint32_t thread = 0;
  std::int64_t number = 0;
  std::int64_t time_ps = 0;
  runtime::EventFilter filter;
  std::string knob;
  std::string text;
};

// False: `error` says what is wrong and what there is.
bool parse_step_command(std::string_view line, StepCommand& command, std::string& error);

struct StepCommandHelp {
  std::string_view form;
  std::string_view key;  // on the screen; empty: none
  std::string_view meaning;
};
// All of them, in the order of the help page.
const std::vector<StepCommandHelp>& step_command_help();
// As a page, at most 100 columns wide.
std::string step_help_text();

// Parts that `show` knows.
inline constexpr std::string_view kStepParts[] = {
    "threads", "gil", "cores", "source", "bytecode", "timeline", "variables", "output", "all"};

}  // namespace gilsim::scenarios
