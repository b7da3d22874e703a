// SPDX-License-Identifier: MIT
#include "runtime/stepping/step_story.h"

#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "runtime/trace/trace_text.h"

#include <string_view>

namespace gilsim::runtime {
namespace {

std::string time_of_ns(std::int64_t ns) { return time_text(ns * kPicosecondsPerNanosecond); }

#define GILSIM_ROW(name, text) text,
constexpr std::string_view kStateMeanings[] = {GILSIM_THREAD_STATES(GILSIM_ROW)};
#undef GILSIM_ROW

std::string_view meaning_of(ThreadState state) {
  return kStateMeanings[static_cast<std::size_t>(state)];
}

// One event's sentence; each method is a kind.
class Story {
 public:
  Story(const StepHistory& history, const Picture& after, const StepEvent& event)
      : history_(history), after_(after), event_(event) {}

  std::string text() const {
    switch (event_.kind) {
      case TraceLineKind::process_start:
        return process_start();
      case TraceLineKind::process_end:
        return "Process " + std::to_string(event_.process) + " ended with exit code " +
               std::to_string(event_.object) + ".";
      case TraceLineKind::thread_start:
        return event_.other == 0 ? who() + " is there." : other() + " started " + who() + ".";
      case TraceLineKind::thread_end:
        return who() + (event_.cause == Cause::cancelled ? " was cancelled" : " ended") +
               " after " + time_of_ns(event_.duration_ns) + ".";
      case TraceLineKind::take_gil:
        return take();
      case TraceLineKind::drop_gil:
        return drop();
      case TraceLineKind::drop_request:
        return who() + " has waited " + waited() + " for the GIL and asks " + other() +
               ", which has it, to drop it.";
      case TraceLineKind::forced_switch:
        return who() + " dropped the GIL on request; it waits until another thread has taken it.";
      case TraceLineKind::missed_wakeup:
        return who() + " was woken for the GIL, but too late: " + other() + " has it.";
      case TraceLineKind::block:
        return block();
      case TraceLineKind::wake:
        return wake();
      case TraceLineKind::state:
        return state();
      case TraceLineKind::output:
        return output();
      default:
        return who() + ": " + std::string(name_of(event_.kind)) + ".";
    }
  }

 private:
  std::string who() const { return history_.thread_name(event_.thread); }
  std::string other() const { return history_.thread_name(event_.other); }
  std::string waited() const { return time_of_ns(event_.duration_ns); }

  std::string process_start() const {
    if (event_.other == 0) return "The main process begins.";
    return other() + " started process " + std::to_string(event_.process) +
           (event_.cause == Cause::fork    ? ", a copy of its own"
            : event_.cause == Cause::spawn ? ", a fresh interpreter"
                                           : "") +
           ".";
  }

  std::string take() const {
    if (event_.other == 0) return who() + " took the GIL, which nobody had had before.";
    const StepEvent& drop = after_.processes.at(event_.process).last_drop;
    if (!event_.is_handoff()) {
      return who() + " took the GIL again; no other thread had had it meanwhile.";
    }
    if (drop.kind != TraceLineKind::drop_gil || drop.thread != event_.other) {
      return who() + " waited " + waited() + " for the GIL and took it over from " + other() + ".";
    }
    const std::string where = where_dropped(drop);
    if (drop.cause == Cause::drop_request && drop.other == event_.thread) {
      return who() + " waited " + waited() + " for the GIL and asked " + other() + " to drop it; " +
             other() + " dropped it " + where + ".";
    }
    std::string text = other() + " dropped the GIL " + where;
    if (!why_dropped(drop.cause).empty()) text += ", " + std::string(why_dropped(drop.cause));
    text += "; " + who() + (event_.duration_ns > 0 ? ", which waited " + waited() + "," : "");
    return text + " took it.";
  }

  std::string drop() const {
    const std::string why(why_dropped(event_.cause));
    return who() + " dropped the GIL " + where_dropped(event_) + (why.empty() ? "" : ", ") + why +
           "; it had held it for " + time_of_ns(event_.duration_ns) + ".";
  }

  // "at tick 1,666,669, line 7, at a backward jump"
  std::string where_dropped(const StepEvent& drop) const {
    std::string text = "at tick " + grouped(drop.tick);
    const StepInstruction* const instruction = history_.instruction(drop.code, drop.instruction);
    if (drop.line > 0) text += ", line " + std::to_string(drop.line);
    const StepCode* const code = history_.code(drop.code);
    if (code != nullptr && code->file != history_.program()) text += " of " + code->file;
    if (instruction != nullptr) text += ", " + kind_of_place(instruction->name);
    return text;
  }

  static std::string kind_of_place(const std::string& opcode) {
    if (opcode.find("BACKWARD") != opcode.npos) return "at a backward jump";
    if (opcode == "RESUME") return "at the beginning of a function";
    if (opcode.starts_with("CALL") || opcode == "PRECALL") return "at a call";
    return "at " + opcode;
  }

  std::string block() const {
    const std::string owner = event_.other == 0 ? "" : " that " + other() + " has";
    switch (event_.cause) {
      case Cause::gil:
        return who() + " begins to wait for the GIL" + (owner.empty() ? "." : "," + owner + ".");
      case Cause::lock:
        return who() + " begins to wait for a lock" + owner + ".";
      case Cause::join:
        return who() + " begins to wait for " +
               (event_.other == 0 ? "another thread or process" : other()) + " to end.";
      case Cause::sleep:
        return who() + " begins to sleep.";
      case Cause::blocking_io:
        return who() + " begins to wait for a pipe or another device.";
      default:
        return who() + " begins to wait.";
    }
  }

  std::string wake() const {
    std::string text = who() + " goes on after it waited " + waited();
    if (event_.other != 0) return text + ": " + other() + " woke it.";
    return text + (event_.cause == Cause::timer ? ": its time ran out." : ".");
  }

  std::string state() const {
    std::string text = who() + " goes from " + std::string(name_of(event_.from)) + " to " +
                       std::string(name_of(event_.to)) + " (" + std::string(meaning_of(event_.to)) +
                       ")";
    if (!meaning_of(event_.cause).empty()) text += ": " + std::string(meaning_of(event_.cause));
    return text + ".";
  }

  std::string output() const {
    std::string_view text = history_.text_of(event_);
    while (text.ends_with('\n')) text.remove_suffix(1);
    const char* const verb = event_.object == 2 ? " writes to stderr: " : " prints: ";
    if (text.empty())
      return who() + (event_.object == 2 ? " ends a line on stderr." : " ends a line.");
    std::string shown(text);
    for (char& byte : shown) {
      if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) byte = ' ';
    }
    return who() + verb + shown;
  }

  const StepHistory& history_;
  const Picture& after_;
  const StepEvent& event_;
};

}  // namespace

std::string step_story(const StepHistory& history, const Picture& after, std::int64_t number) {
  if (number < 1 || number > history.size()) return "The program has not begun.";
  return Story(history, after, history.at(number)).text();
}

std::string step_place(const StepHistory& history, std::uint32_t code, std::uint32_t instruction,
                       std::int32_t line) {
  const StepCode* const found = history.code(code);
  if (found == nullptr) return {};
  std::string text = line > 0 ? "line " + std::to_string(line) : "no line";
  if (found->file != history.program()) text += " of " + found->file;
  const StepInstruction* const row = history.instruction(code, instruction);
  return row == nullptr ? text : text + " (" + row->name + ")";
}

}  // namespace gilsim::runtime
