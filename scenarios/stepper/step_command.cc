// SPDX-License-Identifier: MIT
#include "scenarios/stepper/step_command.h"

#include "runtime/quantity.h"
#include "scenarios/suggestion.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace gilsim::scenarios {
namespace {

using runtime::StepUnit;
using Words = std::vector<std::string>;

Words words_of(std::string_view line) {
  Words words;
  for (;;) {
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == line.npos || line[begin] == '#') return words;
    line.remove_prefix(begin);
    const std::size_t length = std::min(line.find_first_of(" \t\r"), line.size());
    words.emplace_back(line.substr(0, length));
    line.remove_prefix(length);
  }
}

bool read_number(std::string word, std::int64_t& number) {
  std::erase_if(word, [](char c) { return c == '_' || c == ','; });
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && end == word.data() + word.size() && number >= 0;
}

bool read_thread(const std::string& word, std::uint32_t& thread) {
  std::int64_t number = 0;
  if (!read_number(word, number) || number > UINT32_MAX) return false;
  thread = static_cast<std::uint32_t>(number);
  return true;
}

// "10ms", "1.5s": whole and broken numbers of a unit.
bool read_time(std::string_view word, std::int64_t& time_ps) {
  std::size_t digits = word.find_first_not_of("0123456789._");
  if (digits == 0 || digits == word.npos) return false;
  std::int64_t unit_ps = 0;
  for (const auto& [name, ps] : {std::pair<std::string_view, std::int64_t>("ns", 1'000),
                                 {"us", 1'000'000},
                                 {"ms", 1'000'000'000},
                                 {"s", 1'000'000'000'000}}) {
    if (word.substr(digits) == name) unit_ps = ps;
  }
  if (unit_ps == 0) return false;
  const std::string_view number = word.substr(0, digits);
  const std::size_t point = std::min(number.find('.'), number.size());
  std::int64_t whole = 0;
  if (point > 0 && !read_number(std::string(number.substr(0, point)), whole)) return false;
  if (whole > INT64_MAX / 4 / unit_ps) return false;
  time_ps = whole * unit_ps;
  for (std::size_t i = point + 1; i < number.size(); ++i) {
    if (number[i] < '0' || number[i] > '9') return false;
    unit_ps /= 10;
    time_ps += (number[i] - '0') * unit_ps;
  }
  return true;
}

std::optional<StepUnit> unit_named(std::string_view word) {
  if (word == "event") return StepUnit::event;
  if (word == "handoff") return StepUnit::handoff;
  if (word == "line") return StepUnit::line;
  if (word == "instruction") return StepUnit::instruction;
  return std::nullopt;
}

constexpr const char* kUnits = "event, handoff, line or instruction";

// Whatever has a name in a trace: a kind of event, a cause, a state.
bool read_cause(const std::string& word, runtime::EventFilter& filter, std::string& error) {
  if (word == "handoff") {
    filter.handoffs_only = true;
    return true;
  }
  const auto kind = runtime::trace_line_kind_named(word);
  if (kind.has_value() && runtime::is_step_event(*kind)) {
    filter.kind = *kind;
    return true;
  }
  filter.state = runtime::thread_state_named(word);
  if (filter.state.has_value()) return true;
  filter.cause = runtime::cause_named(word);
  if (filter.cause.has_value() && word != "none") return true;
  Words known = {"handoff"};
  for (std::size_t i = 0; i < runtime::kTraceLineKindCount; ++i) {
    const auto each = static_cast<runtime::TraceLineKind>(i);
    if (runtime::is_step_event(each)) known.emplace_back(name_of(each));
  }
#define GILSIM_NAME(name, text) known.emplace_back(#name);
  GILSIM_CAUSES(GILSIM_NAME)
  GILSIM_THREAD_STATES(GILSIM_NAME)
#undef GILSIM_NAME
  error = "'" + word + "' is no event, cause or state of a trace" + did_you_mean(word, known) +
          "; such as: find drop_request, find blocking_io, find sleeping";
  return false;
}

class Reader {
 public:
  Reader(Words words, StepCommand& command, std::string& error)
      : words_(std::move(words)), command_(command), error_(error) {}

  bool read() {
    if (words_.empty()) return true;
    const std::string& verb = words_[0];
    if (const auto unit = unit_named(verb)) {
      // `event 12` goes there, `handoff`, `line 2` go on.
      if (verb == "event" && words_.size() > 1) return event();
      return step(StepVerb::next, *unit, 1);
    }
    if (verb == "next" || verb == "back") return next_or_back();
    if (verb == "find" || verb == "rfind") return find();
    if (verb == "again") return again();
    if (verb == "start" || verb == "end" || verb == "help" || verb == "quit") return word();
    if (verb == "time") return moment();
    if (verb == "tick") return tick();
    if (verb == "thread") return thread();
    if (verb == "show") return show();
    if (verb == "zoom") return zoom();
    if (verb == "set") return set();
    if (verb == "play") return play();
    if (verb == "answer") return answer();
    const Words known = {"next",  "back",  "event", "handoff", "line",   "instruction", "find",
                         "rfind", "again", "start", "end",     "time",   "tick",        "thread",
                         "show",  "zoom",  "set",   "play",    "answer", "help",        "quit"};
    return wrong("unknown command '" + verb + "'" + did_you_mean(verb, known) + "; help lists all");
  }

 private:
  bool wrong(std::string what) {
    error_ = std::move(what);
    return false;
  }
  bool bare(StepVerb verb) {
    if (words_.size() > 1) return wrong("nothing may follow '" + words_[0] + "'");
    command_.verb = verb;
    return true;
  }
  bool word() {
    return bare(words_[0] == "start"  ? StepVerb::start
                : words_[0] == "end"  ? StepVerb::end
                : words_[0] == "help" ? StepVerb::help
                                      : StepVerb::quit);
  }
  // [THREAD] from word `at` on.
  bool optional_thread(std::size_t at) {
    if (words_.size() == at) return true;
    if (words_.size() == at + 1 && read_thread(words_[at], command_.thread)) return true;
    return wrong("'" + words_[at] + "': a thread's number may follow, and nothing else");
  }
  bool step(StepVerb verb, StepUnit unit, std::size_t at) {
    command_.verb = verb;
    command_.unit = unit;
    return optional_thread(at);
  }
  bool next_or_back() {
    const StepVerb verb = words_[0] == "next" ? StepVerb::next : StepVerb::back;
    if (words_.size() == 1) return step(verb, StepUnit::event, 1);
    const auto unit = unit_named(words_[1]);
    if (!unit.has_value()) return wrong("'" + words_[1] + "': give " + kUnits);
    return step(verb, *unit, 2);
  }
  bool event() {
    command_.verb = StepVerb::event;
    if (words_.size() == 2 && read_number(words_[1], command_.number)) return true;
    return wrong("event: give an event's number, such as: event 120");
  }
  bool find() {
    command_.verb = words_[0] == "find" ? StepVerb::find : StepVerb::rfind;
    if (words_.size() < 2) return wrong("find what? Such as: find drop_request");
    if (!read_cause(words_[1], command_.filter, error_) || !optional_thread(2)) return false;
    command_.filter.thread = command_.thread;
    return true;
  }
  bool again() {
    command_.verb = StepVerb::again;
    command_.text = words_.size() > 1 ? words_[1] : "";
    return words_.size() == 1 || (words_.size() == 2 && command_.text == "back") ||
           wrong("again: nothing may follow but `back`");
  }
  bool moment() {
    command_.verb = StepVerb::time;
    if (words_.size() == 2 && read_time(words_[1], command_.time_ps)) return true;
    return wrong("time: give a time with its unit, such as: time 10ms, time 1.5s, time 250us");
  }
  bool tick() {
    command_.verb = StepVerb::tick;
    if (words_.size() >= 2 && read_number(words_[1], command_.number)) return optional_thread(2);
    return wrong("tick: give a number of ticks and perhaps a thread, such as: tick 1000 2");
  }
  bool thread() {
    command_.verb = StepVerb::thread;
    if (words_.size() == 2 && read_thread(words_[1], command_.thread)) return true;
    return wrong("thread: give a thread's number, or 0 to follow whoever is at work");
  }
  bool show() {
    command_.verb = StepVerb::show;
    command_.text = words_.size() < 2 ? "all" : words_[1];
    const bool is_known = std::find(std::begin(kStepParts), std::end(kStepParts), command_.text) !=
                          std::end(kStepParts);
    if (words_.size() <= 2 && is_known) return true;
    std::string parts;
    for (const std::string_view part : kStepParts) {
      parts += (parts.empty() ? "" : ", ") + std::string(part);
    }
    return wrong("show: give one of " + parts);
  }
  bool zoom() {
    command_.verb = StepVerb::zoom;
    if (words_.size() == 1) return true;
    if (words_.size() == 2 && read_time(words_[1], command_.time_ps)) return true;
    return wrong("zoom: give how much time to show, such as: zoom 20ms");
  }
  bool set() {
    command_.verb = StepVerb::set;
    if (words_.size() != 3) {
      return wrong("set: give a knob and its value, such as: set cores 4, set gil cpython-2.7");
    }
    command_.knob = words_[1];
    command_.text = words_[2];
    return true;
  }
  bool play() {
    command_.verb = StepVerb::play;
    if (words_.size() == 1) return true;
    if (words_.size() == 2 && read_number(words_[1], command_.number)) return true;
    return wrong("play: give how many events, such as: play 10");
  }
  bool answer() {
    command_.verb = StepVerb::answer;
    for (std::size_t i = 1; i < words_.size(); ++i) {
      command_.text += (i > 1 ? " " : "") + words_[i];
    }
    return !command_.text.empty() ||
           wrong("answer: give a thread's number and a letter: answer 2 a");
  }

  Words words_;
  StepCommand& command_;
  std::string& error_;
};

}  // namespace

bool parse_step_command(std::string_view line, StepCommand& command, std::string& error) {
  command = {};
  return Reader(words_of(line), command, error).read();
}

const std::vector<StepCommandHelp>& step_command_help() {
  static const std::vector<StepCommandHelp> help = {
      {"next [event|handoff|line|instruction] [THREAD]", "e h l i, Right",
       "the next one; of that thread alone"},
      {"back [event|handoff|line|instruction] [THREAD]", "E H L I, Left", "the one before"},
      {"find WORD [THREAD]", "/",
       "the next event of that kind, cause or state (drop_request, ...)"},
      {"rfind WORD [THREAD]", "", "the one before"},
      {"again [back]", "n N", "the last search once more, in its direction or backwards"},
      {"start", "Home", "before the first event"},
      {"end", "End", "after the last one"},
      {"event N", ":", "after event number N"},
      {"time TIME", "t", "at that time: 10ms, 1.5s, 250us"},
      {"tick N [THREAD]", ":", "before the thread's instruction number N, counted from 0"},
      {"thread N", "Tab", "shows that thread's code; 0: of whoever is at work"},
      {"zoom [TIME]", "+ -", "how much time the timeline shows; without TIME: as fits"},
      {"set KNOB VALUE", ":",
       "another run, at the same time: cores, gil, switch-interval, seed, "
       "profile, start-method"},
      {"play [N]", "Space, < >", "N events, one after the other; on the screen with a speed"},
      {"show PART", "", "threads, gil, cores, source, bytecode, timeline, variables, output, all"},
      {"answer THREAD LETTER", "", "with --predict: who takes the GIL next, and why"},
      {"help", "?", "this page"},
      {"quit", "q", "ends"},
  };
  return help;
}

std::string step_help_text() {
  std::size_t form = 0;
  std::size_t key = 0;
  for (const StepCommandHelp& row : step_command_help()) {
    form = std::max(form, row.form.size());
    key = std::max(key, row.key.size());
  }
  std::string text;
  for (const StepCommandHelp& row : step_command_help()) {
    text += runtime::wrapped(
        "  " + runtime::fitted(row.form, form) + "  " + runtime::fitted(row.key, key) + "  ",
        row.meaning, form + key + 6, 100);
  }
  return text;
}

}  // namespace gilsim::scenarios
