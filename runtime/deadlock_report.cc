// SPDX-License-Identifier: MIT
#include "runtime/deadlock_report.h"

#include "runtime/embedded_modules.h"
#include "vm/bytecode/code.h"
#include "vm/objects/str.h"

#include <fmt/core.h>

#include <algorithm>

namespace gilsim::runtime {

namespace {

std::string waits_for(const BlockedThread& blocked, bool with_process) {
  if (blocked.kind == WaitKind::thread_end && blocked.owner != nullptr) {
    return fmt::format("the end of {}", blocked.owner->name);
  }
  std::string text =
      blocked.description.empty() ? std::string(name_of(blocked.kind)) : blocked.description;
  if (blocked.kind == WaitKind::thread_end || blocked.kind == WaitKind::process_end) {
    return "the end of " + text;
  }
  if (blocked.owner != nullptr && blocked.owner != blocked.thread) {
    text += fmt::format(", held by {}", name_in_report(*blocked.owner, with_process));
  } else if (blocked.owner != nullptr) {
    text += ", which it holds itself";
  }
  return text;
}

}  // namespace

std::string name_in_report(const Thread& thread, bool with_process) {
  if (!with_process) return thread.name;
  const Process& process = *thread.process;
  const std::string name = process.parent == nullptr ? "" : ", " + process.name;
  return fmt::format("{} (process {}{})", thread.name, process.id, name);
}

bool is_library_file(std::string_view name) {
  return find_file(embedded_modules(), name) != nullptr;
}

std::string describe_place(const vm::Thread& thread) {
  if (thread.frame == nullptr) return "";
  const vm::Frame* frame = thread.frame;
  while (frame->previous != nullptr && is_library_file(vm::to_utf8(frame->code->file_name))) {
    frame = frame->previous;
  }
  std::string text =
      fmt::format("line {} of {} in {}", frame->code->line_of(frame->instruction),
                  vm::to_utf8(frame->code->file_name), vm::to_utf8(frame->code->qualified_name));
  if (frame != thread.frame) {
    text += fmt::format(" (inside {} of {})", vm::to_utf8(thread.frame->code->qualified_name),
                        vm::to_utf8(thread.frame->code->file_name));
  }
  return text;
}

namespace {

std::string list_of_waits(const RunResult& result, const PlaceOf& place_of) {
  // Each process has its MainThread: where there are several, the names alone would mislead.
  const bool with_process = std::any_of(
      result.blocked.begin(), result.blocked.end(),
      [](const BlockedThread& blocked) { return blocked.thread->process->parent != nullptr; });
  std::string text;
  for (const BlockedThread& blocked : result.blocked) {
    text += fmt::format("  {} waits for {}\n", name_in_report(*blocked.thread, with_process),
                        waits_for(blocked, with_process));
    const std::string place = place_of(*blocked.thread);
    if (!place.empty()) text += fmt::format("      at {}\n", place);
  }
  if (!result.cycle.empty()) {
    text += "  the cycle: ";
    for (const Thread* thread : result.cycle) {
      text += name_in_report(*thread, with_process) + " -> ";
    }
    text += name_in_report(*result.cycle.front(), with_process) + "\n";
  }
  return text;
}

}  // namespace

std::string deadlock_report(const RunResult& result, const PlaceOf& place_of) {
  return "deadlock: every thread waits, no timer is left, so nothing can ever happen again\n" +
         list_of_waits(result, place_of);
}

std::string waiting_report(const RunResult& result, const PlaceOf& place_of) {
  RunResult others = result;
  std::erase_if(others.blocked, [](const BlockedThread& blocked) {
    return blocked.kind == WaitKind::gil || blocked.kind == WaitKind::sleep;
  });
  if (others.blocked.empty()) return "";
  return "these threads were waiting:\n" + list_of_waits(others, place_of);
}

}  // namespace gilsim::runtime
