// SPDX-License-Identifier: MIT
#include "runtime/trace/trace_cast.h"

namespace gilsim::runtime {
namespace {

// A thread that begins to wait is still on its core when the log says so, and leaves it then.
bool stays_on_core(ThreadState state) {
  return state == ThreadState::running || state == ThreadState::native ||
         state == ThreadState::overhead;
}

}  // namespace

const std::string& TraceCast::name_of(std::int64_t thread) const {
  static const std::string kNobody = "nobody";
  const auto found = actors_.find(thread);
  return found == actors_.end() ? kNobody : found->second.name;
}

std::string TraceCast::process_name_of(std::int64_t process) const {
  const auto found = processes_.find(process);
  return found == processes_.end() ? "process " + std::to_string(process) : found->second;
}

std::int64_t TraceCast::waiters_of(std::int64_t process) const {
  const auto found = waiters_.find(process);
  return found == waiters_.end() ? 0 : found->second;
}

void TraceCast::thread_starts(const TraceLine& line) {
  const std::int64_t process = line.number(TraceField::process);
  const std::string of_process(line.text(TraceField::process_name));
  const bool is_first_process = actors_.empty() || actors_.begin()->second.process == process;
  Actor& actor = actors_[line.number(TraceField::thread)];
  actor.name = line.text(TraceField::name);
  if (!is_first_process) {
    actor.name = actor.name == "MainThread" ? of_process : of_process + "/" + actor.name;
  }
  actor.process = process;
  actor.is_alive = true;
  actor.since_ns = line.number(TraceField::ns);
  processes_.emplace(process, of_process);
}

void TraceCast::change_state(std::int64_t thread, ThreadState to, Cause cause, std::int64_t ns) {
  Actor& actor = actors_[thread];
  if (ns > actor.since_ns) {
    intervals_.push_back({thread, actor.state, actor.cause, actor.since_ns, ns});
  }
  waiters_[actor.process] +=
      (to == ThreadState::wants_gil ? 1 : 0) - (actor.state == ThreadState::wants_gil ? 1 : 0);
  actor.state = to;
  actor.cause = cause;
  actor.since_ns = ns;
}

void TraceCast::leave_core(std::int64_t thread, Actor& actor, std::int64_t ns) {
  if (actor.core.has_value() && ns > actor.on_core_since_ns) {
    on_core_.push_back({*actor.core, thread, actor.on_core_since_ns, ns});
  }
  actor.core.reset();
}

void TraceCast::drop(std::int64_t process, std::int64_t ns) {
  Holder& holder = holders_[process];
  if (holder.thread != 0 && ns > holder.since_ns) {
    holding_.push_back({process, holder.thread, holder.since_ns, ns});
  }
  holder.thread = 0;
}

void TraceCast::line(const TraceLine& line) {
  intervals_.clear();
  on_core_.clear();
  holding_.clear();
  const std::int64_t ns = line.has(TraceField::ns) ? line.number(TraceField::ns) : last_ns_;
  last_ns_ = ns;
  const std::int64_t thread = line.number(TraceField::thread);
  switch (line.kind) {
    case TraceLineKind::thread_start:
      return thread_starts(line);
    case TraceLineKind::take_gil:
      drop(line.number(TraceField::process), ns);
      holders_[line.number(TraceField::process)] = {thread, ns};
      return;
    case TraceLineKind::drop_gil:
      return drop(line.number(TraceField::process), ns);
    case TraceLineKind::thread_end: {
      change_state(thread, ThreadState::overhead, line.cause(), ns);
      Actor& actor = actors_[thread];
      leave_core(thread, actor, ns);
      actor.is_alive = false;
      return;
    }
    case TraceLineKind::state: {
      change_state(thread, line.state(TraceField::to), line.cause(), ns);
      Actor& actor = actors_[thread];
      const bool is_on_core =
          line.has(TraceField::core) && stays_on_core(line.state(TraceField::to));
      if (is_on_core && actor.core == line.number(TraceField::core)) return;
      leave_core(thread, actor, ns);
      if (!is_on_core) return;
      actor.core = line.number(TraceField::core);
      actor.on_core_since_ns = ns;
      return;
    }
    default:
      return;
  }
}

void TraceCast::finish() {
  intervals_.clear();
  on_core_.clear();
  holding_.clear();
  for (auto& [thread, actor] : actors_) {
    if (!actor.is_alive) continue;
    change_state(thread, actor.state, actor.cause, last_ns_);
    leave_core(thread, actor, last_ns_);
  }
  for (auto& [process, holder] : holders_) drop(process, last_ns_);
}

}  // namespace gilsim::runtime
