// SPDX-License-Identifier: MIT
#include "scenarios/stepper/step_text.h"

#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"

#include <algorithm>

namespace gilsim::scenarios {
namespace {

using runtime::fitted;
using runtime::grouped;

constexpr std::size_t kWidth = 100;
// What `all` has behind the threads.
constexpr std::string_view kStepPartsOfAll[] = {"gil",      "cores",     "source", "bytecode",
                                                "timeline", "variables", "output"};

// Without spaces at the end.
std::string row(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text + "\n";
}

std::string time_of_ns(std::int64_t ns) {
  return runtime::short_time_text(ns * runtime::kPicosecondsPerNanosecond);
}

std::string threads_text(const StepView& view) {
  std::size_t name = 0;
  std::size_t state = 0;
  std::size_t place = 0;
  for (const ThreadView& thread : view.threads) {
    name = std::max(name, runtime::display_width(thread.name));
    state = std::max(state, thread.state.size());
    place = std::max(place, runtime::display_width(thread.place));
  }
  std::string text;
  for (const ThreadView& thread : view.threads) {
    text += row(
        "  " + std::string(thread.is_shown ? ">" : " ") + fitted(std::to_string(thread.id), 4) +
        fitted(thread.name, name) + "  " + (thread.holds_gil ? "GIL " : "    ") +
        fitted(thread.state, state) + "  " + fitted(thread.place, place) + "  " +
        (thread.waiting.empty() ? "tick " + grouped(thread.tick) : "waits for " + thread.waiting));
  }
  return text;
}

std::string gil_text(const StepView& view) {
  std::string text;
  for (const GilView& gil : view.gils) {
    text += "  process " + std::to_string(gil.process) + ": the GIL is held by " + gil.holder +
            "; " + runtime::counted(gil.handoffs, "handoff") + " so far\n";
    for (const std::string& waiter : gil.waiters) text += "    " + waiter + " waits for it\n";
    if (!gil.request.empty()) text += "    " + gil.request + " has asked for it\n";
  }
  return text;
}

std::string cores_text(const StepView& view) {
  std::string text;
  for (std::size_t i = 0; i < view.cores.size(); ++i) {
    text += "  core " + std::to_string(i) + ": " + view.cores[i] + "\n";
  }
  return text;
}

std::string source_text(const StepView& view) {
  if (view.source.empty()) return "  no source is known here\n";
  std::string text = "  " + view.file + ", " + view.function + " (" + view.shown_thread + ")\n";
  std::size_t marks = 0;
  for (const SourceLineView& line : view.source) marks = std::max(marks, line.marks.size());
  for (const SourceLineView& line : view.source) {
    const std::string number = std::to_string(line.number);
    text += row("  " + fitted(line.marks, marks) + (line.is_current ? " -->" : "    ") +
                std::string(number.size() < 5 ? 5 - number.size() : 0, ' ') + number + "  " +
                line.text);
  }
  return text;
}

std::string bytecode_text(const StepView& view) {
  if (view.bytecode.empty()) return "  no bytecode is known here\n";
  std::string text = "  " + view.function + " (" + view.shown_thread + ")";
  text +=
      view.has_check_points ? "; * a check point follows: the GIL may be dropped there\n" : "\n";
  for (const InstructionView& each : view.bytecode) {
    const std::string line = each.line > 0 ? std::to_string(each.line) : "";
    const std::string offset = std::to_string(2 * each.index);
    text += row("  " + std::string(line.size() < 5 ? 5 - line.size() : 0, ' ') + line +
                (each.is_current ? " --> " : "     ") + (each.may_check ? "* " : "  ") +
                std::string(offset.size() < 5 ? 5 - offset.size() : 0, ' ') + offset + " " +
                fitted(each.name, 24) + each.argument);
  }
  return text;
}

std::string timeline_text(const StepView& view) {
  const TimelineView& timeline = view.timeline;
  std::size_t name = 0;
  for (const TimelineView::Row& each : timeline.rows) {
    name = std::max(name, runtime::display_width(each.name));
  }
  name = std::min<std::size_t>(name, 24);
  std::string text;
  for (const TimelineView::Row& each : timeline.rows) {
    text += "  " + fitted(each.name, name) + " |" + each.signs + "|\n";
  }
  text +=
      row("  " + std::string(name, ' ') + "  " + std::string(timeline.now_column, ' ') + "^ now");
  text += "  from " + time_of_ns(timeline.start_ns) + " to " + time_of_ns(timeline.end_ns) + "\n";
  return text + runtime::wrapped("  ", kTimelineLegend, 2, kWidth);
}

std::string variables_text(const StepView& view) {
  std::string text;
  for (const runtime::StepVariable& variable : view.variables) {
    text += "  " + variable.name + " = " + variable.value + "\n";
  }
  const bool are_same = view.variables == view.globals;
  for (const runtime::StepVariable& variable : view.globals) {
    if (!are_same) text += "  global " + variable.name + " = " + variable.value + "\n";
  }
  return text.empty() ? "  no variables are known here\n" : text;
}

std::string output_text(const StepView& view) {
  std::string text;
  for (const std::string& line : view.output) text += "  | " + line + "\n";
  return text.empty() ? "  nothing yet\n" : text;
}

}  // namespace

std::string step_text(const StepView& view) {
  std::string text = view.position + "\n";
  if (!view.story.empty()) text += runtime::wrapped("  ", view.story, 2, kWidth);
  return text + threads_text(view);
}

std::string step_part_text(const StepView& view, std::string_view part) {
  if (part == "threads") return threads_text(view);
  if (part == "gil") return gil_text(view);
  if (part == "cores") return cores_text(view);
  if (part == "source") return source_text(view);
  if (part == "bytecode") return bytecode_text(view);
  if (part == "timeline") return timeline_text(view);
  if (part == "variables") return variables_text(view);
  if (part == "output") return output_text(view);
  std::string text = view.title + "\n" + step_text(view);
  for (const std::string_view each : kStepPartsOfAll) {
    text += std::string(each) + ":\n" + step_part_text(view, each);
  }
  return text;
}

}  // namespace gilsim::scenarios
