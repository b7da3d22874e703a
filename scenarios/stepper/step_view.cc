// SPDX-License-Identifier: MIT
//
// What follows from the events comes from the picture, the rest from the run, where there is one.
#include "scenarios/stepper/step_view.h"

#include "runtime/gil/gil_policy.h"
#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "runtime/stepping/step_story.h"

#include <algorithm>
#include <array>
#include <map>

namespace gilsim::scenarios {
namespace {

using runtime::Picture;
using runtime::PictureThread;
using runtime::StepEvent;
using runtime::StepFrame;
using runtime::StepHistory;
using runtime::StepSession;
using runtime::StepThread;
using runtime::StopKind;
using runtime::ThreadState;

std::int64_t now_ns(const StepSession& session) {
  return session.at().time_ps / runtime::kPicosecondsPerNanosecond;
}

std::string since(const StepSession& session, std::int64_t ns) {
  const std::int64_t duration_ns = std::max<std::int64_t>(0, now_ns(session) - ns);
  return runtime::time_text(duration_ns * runtime::kPicosecondsPerNanosecond);
}

const StepThread* run_thread(const StepSession& session, std::uint32_t id) {
  if (session.stop() == nullptr) return nullptr;
  for (const StepThread& thread : session.stop()->threads) {
    if (thread.id == id) return &thread;
  }
  return nullptr;
}

// Where a thread stands: the run knows, else its last event says.
StepFrame place_of(const StepSession& session, std::uint32_t id) {
  const StepThread* const thread = run_thread(session, id);
  if (thread != nullptr && !thread->frames.empty()) return thread->frames.front();
  const auto found = session.picture().threads.find(id);
  if (session.has_run() || found == session.picture().threads.end()) return {};
  return {found->second.code, found->second.instruction, found->second.line};
}

// Whoever is at work: the thread of the stop, else who holds a GIL, else whoever runs.
std::uint32_t thread_at_work(const StepSession& session) {
  const Picture& picture = session.picture();
  if (session.at().kind == StopKind::instruction) return session.at().thread;
  if (session.at().kind == StopKind::event && session.at().event > 0) {
    const StepEvent& event = session.history().at(session.at().event);
    if (event.thread != 0 && place_of(session, event.thread).code != StepEvent::kNone) {
      return event.thread;
    }
  }
  for (const auto& [id, process] : picture.processes) {
    if (process.holder != 0) return process.holder;
  }
  for (const auto& [id, thread] : picture.threads) {
    if (thread.is_alive && place_of(session, id).code != StepEvent::kNone) return id;
  }
  return 0;
}

std::string waiting_of(const StepSession& session, const PictureThread& thread) {
  const std::string time = since(session, thread.since_ns);
  const std::string owner =
      thread.waits_for == 0 ? "" : session.history().thread_name(thread.waits_for);
  switch (thread.state) {
    case ThreadState::wants_gil:
      return "the GIL, " + time + (thread.has_asked ? ", has asked for it" : "");
    case ThreadState::ready:
      return "a core, " + time;
    case ThreadState::blocked_lock:
      if (thread.cause == runtime::Cause::join) {
        return (owner.empty() ? "another" : owner) + " to end, " + time;
      }
      return "a lock" + (owner.empty() ? "" : " of " + owner) + ", " + time;
    case ThreadState::blocked_io:
      return "a pipe or device, " + time;
    case ThreadState::sleeping:
      return "time to pass, " + time;
    default:
      return {};
  }
}

// A thread on a core is there until it waits or is ready.
bool is_on_core(const PictureThread& thread) {
  return thread.is_alive && thread.core != runtime::kNoCore &&
         (thread.state == ThreadState::running || thread.state == ThreadState::native ||
          thread.state == ThreadState::overhead);
}

bool is_shown_row(const StepSession& session, std::uint32_t id, const PictureThread& thread) {
  if (thread.is_alive) return true;
  return session.at().event > 0 && session.history().at(session.at().event).thread == id;
}

void add_threads(const StepSession& session, StepView& view, std::uint32_t shown) {
  const Picture& picture = session.picture();
  for (const auto& [id, thread] : picture.threads) {
    if (!is_shown_row(session, id, thread)) continue;
    ThreadView& row = view.threads.emplace_back();
    row.id = id;
    row.process = thread.process;
    row.name = session.history().thread_name(id);
    row.state = thread.is_alive ? std::string(name_of(thread.state)) : "ended";
    row.waiting = thread.is_alive ? waiting_of(session, thread) : "";
    const StepFrame place = place_of(session, id);
    row.place = step_place(session.history(), place.code, place.instruction, place.line);
    const StepThread* const in_run = run_thread(session, id);
    row.tick = in_run == nullptr ? thread.tick : in_run->tick;
    const auto process = picture.processes.find(thread.process);
    row.holds_gil = process != picture.processes.end() && process->second.holder == id;
    row.is_shown = id == shown;
    if (is_on_core(thread)) row.core = std::to_string(thread.core);
  }
}

void add_gils(const StepSession& session, StepView& view) {
  const Picture& picture = session.picture();
  for (const auto& [id, process] : picture.processes) {
    if (process.has_ended) continue;
    GilView& row = view.gils.emplace_back();
    row.process = id;
    row.handoffs = process.handoffs;
    row.holder = process.holder == 0 ? "nobody"
                                     : session.history().thread_name(process.holder) + ", for " +
                                           since(session, process.held_since_ns);
    for (const auto& [thread_id, thread] : picture.threads) {
      if (thread.process != id || !thread.is_alive) continue;
      if (thread.state != ThreadState::wants_gil) continue;
      const std::string name = session.history().thread_name(thread_id);
      row.waiters.push_back(name + ", for " + since(session, thread.since_ns));
      if (thread.has_asked) row.request = name;
    }
  }
}

void add_cores(const StepSession& session, StepView& view) {
  std::map<std::uint16_t, std::string> on;
  for (const auto& [id, thread] : session.picture().threads) {
    if (is_on_core(thread)) on[thread.core] = session.history().thread_name(id);
  }
  const std::int64_t cores = session.history().header().number(runtime::TraceField::cores);
  constexpr std::int64_t kMostShown = 64;
  for (std::uint16_t core = 0; core < std::min(cores, kMostShown); ++core) {
    view.cores.push_back(on.contains(core) ? on[core] : "idle");
  }
}

// [first, last) of `count` things around `current`, `room` of them.
std::pair<std::size_t, std::size_t> window(std::size_t current, std::size_t count,
                                           std::size_t room) {
  std::size_t first = current > room / 2 ? current - room / 2 : 0;
  if (first + room > count) first = count > room ? count - room : 0;
  return {first, std::min(count, first + room)};
}

void add_source(const StepSession& session, StepView& view, const StepFrame& place,
                std::size_t room) {
  const StepHistory& history = session.history();
  const runtime::StepCode* const code = history.code(place.code);
  if (code == nullptr) return;
  view.file = code->file;
  view.function = code->name;
  const std::vector<std::string>& lines = history.source(code->source);
  if (lines.empty()) return;
  // Threads whose innermost frame is in this file.
  std::map<std::int32_t, std::string> marks;
  for (const ThreadView& thread : view.threads) {
    const StepFrame other = place_of(session, thread.id);
    const runtime::StepCode* const other_code = history.code(other.code);
    if (other_code == nullptr || other_code->source != code->source) continue;
    std::string& mark = marks[other.line];
    mark += (mark.empty() ? "" : " ") + std::to_string(thread.id);
  }
  const std::size_t current = place.line > 0 ? static_cast<std::size_t>(place.line - 1) : 0;
  const auto [first, last] = window(current, lines.size(), room);
  for (std::size_t i = first; i < last; ++i) {
    const auto number = static_cast<std::int32_t>(i + 1);
    view.source.push_back(
        {number, lines[i], marks.contains(number) ? marks[number] : "", number == place.line});
  }
}

void add_bytecode(const StepSession& session, StepView& view, const StepFrame& place,
                  std::size_t room) {
  const runtime::StepCode* const code = session.history().code(place.code);
  if (code == nullptr) return;
  view.has_check_points = code->has_check_points;
  const auto [first, last] = window(place.instruction, code->instructions.size(), room);
  std::int32_t line = 0;
  for (std::size_t i = first; i < last; ++i) {
    const runtime::StepInstruction& from = code->instructions[i];
    view.bytecode.push_back({static_cast<std::uint32_t>(i), from.line == line ? 0 : from.line,
                             from.name, from.argument, from.may_check, i == place.instruction});
    line = from.line;
  }
}

void add_output(const StepSession& session, StepView& view, std::size_t room) {
  constexpr std::size_t kMostBytes = 8192;
  const std::string text = session.history().output_until(session.picture().outputs, kMostBytes);
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t length = std::min(rest.find('\n'), rest.size());
    view.output.emplace_back(rest.substr(0, length));
    rest.remove_prefix(std::min(length + 1, rest.size()));
  }
  if (view.output.size() > room) {
    view.output.erase(view.output.begin(), view.output.end() - static_cast<std::ptrdiff_t>(room));
  }
}

std::string title_of(const StepHistory& history) {
  using runtime::TraceField;
  const runtime::TraceLine& header = history.header();
  if (!header.has(TraceField::program)) return {};
  return history.program() + ": " + std::string(header.text(TraceField::gil)) + ", " +
         runtime::counted(header.number(TraceField::cores), "core") + ", interval " +
         runtime::short_switch_interval_text(
             header.text(TraceField::gil), header.number(TraceField::switch_interval_ticks),
             header.number(TraceField::switch_interval_ns) * runtime::kPicosecondsPerNanosecond) +
         ", profile " + std::string(header.text(TraceField::profile));
}

std::string story_of(const StepSession& session) {
  const runtime::StopName& at = session.at();
  if (at.kind == StopKind::event) {
    return step_story(session.history(), session.picture(), at.event);
  }
  if (at.kind == StopKind::time) return "A moment between two events.";
  const StepFrame place = place_of(session, at.thread);
  return session.history().thread_name(at.thread) + " is about to execute " +
         step_place(session.history(), place.code, place.instruction, place.line) + ".";
}

char sign_of(ThreadState state) {
  constexpr std::string_view kSigns = "#.c--z=+";
  return kSigns[static_cast<std::size_t>(state)];
}

}  // namespace

std::string position_of(const StepSession& session) {
  const runtime::StopName& at = session.at();
  std::string text = at.kind == StopKind::event ? "event " : "after event ";
  text += runtime::grouped(at.event);
  if (session.history().is_complete()) text += " of " + runtime::grouped(session.history().size());
  text += ", " + runtime::time_text(at.time_ps);
  const std::uint32_t thread =
      at.kind == StopKind::instruction ? at.thread : thread_at_work(session);
  if (thread != 0) {
    const StepThread* const in_run = run_thread(session, thread);
    const auto known = session.picture().threads.find(thread);
    const std::int64_t tick = in_run != nullptr                          ? in_run->tick
                              : known != session.picture().threads.end() ? known->second.tick
                                                                         : 0;
    text += ", tick " + runtime::grouped(tick) + " of " + session.history().thread_name(thread);
  }
  return text;
}

std::int64_t fitting_span_ns(const StepSession& session) {
  constexpr int kHandoffs = 4;
  constexpr std::int64_t kLeastNs = 1'000;
  constexpr std::int64_t kUsualNs = 20'000'000;
  runtime::EventFilter handoffs;
  handoffs.handoffs_only = true;
  std::int64_t number = session.at().event + 1;
  std::int64_t first_ns = -1;
  for (int i = 0; i < kHandoffs; ++i) {
    const std::int64_t before = session.history().previous_match(number, handoffs);
    if (before == 0) break;
    number = before;
    first_ns = session.history().at(before).ns;
  }
  // Where it has not come to a handoff yet: all there was.
  const std::int64_t shown_ns =
      first_ns < 0 ? std::min(now_ns(session), kUsualNs) : now_ns(session) - first_ns;
  const std::int64_t wanted_ns =
      now_ns(session) == 0 ? kUsualNs : std::max(kLeastNs, shown_ns * 3 / 2);
  // Up to 1, 2 or 5 times a power of ten.
  for (std::int64_t unit_ns = kLeastNs;; unit_ns *= 10) {
    for (const int times : {1, 2, 5}) {
      if (unit_ns * times >= wanted_ns) return unit_ns * times;
    }
  }
}

TimelineView timeline_of(const StepSession& session, std::int64_t span_ns, std::size_t columns) {
  const StepHistory& history = session.history();
  TimelineView view;
  const auto parts = static_cast<std::int64_t>(columns);
  const std::int64_t part_ns = std::max<std::int64_t>(1, span_ns / parts);
  // Now stands at three quarters.
  view.start_ns = std::max<std::int64_t>(0, now_ns(session) - part_ns * parts * 3 / 4);
  view.end_ns = view.start_ns + part_ns * parts;
  view.now_column = static_cast<std::size_t>(
      std::clamp<std::int64_t>((now_ns(session) - view.start_ns) / part_ns, 0, parts - 1));

  using Part = std::array<std::int64_t, runtime::kThreadStateCount>;
  std::map<std::uint32_t, std::vector<Part>> all;
  std::int64_t number = history.last_until(view.start_ns);
  Picture picture = history.picture_at(number);
  std::int64_t from_ns = view.start_ns;
  const auto spend = [&](std::int64_t until_ns) {
    until_ns = std::min(until_ns, view.end_ns);
    for (; from_ns < until_ns;) {
      const std::int64_t index = (from_ns - view.start_ns) / part_ns;
      const std::int64_t end_ns = std::min(until_ns, view.start_ns + (index + 1) * part_ns);
      for (const auto& [id, thread] : picture.threads) {
        if (!thread.is_alive) continue;
        std::vector<Part>& row = all[id];
        row.resize(columns);
        row[static_cast<std::size_t>(index)][static_cast<std::size_t>(thread.state)] +=
            end_ns - from_ns;
      }
      from_ns = end_ns;
    }
  };
  while (number < history.size() && history.at(number + 1).ns < view.end_ns) {
    ++number;
    spend(history.at(number).ns);
    picture.add(history.at(number));
  }
  // Beyond what is known there is nothing to show.
  const bool is_all_known = number < history.size();
  spend(is_all_known ? view.end_ns : std::max(now_ns(session), picture.ns));
  for (const auto& [id, row] : all) {
    std::string signs;
    for (const Part& part : row) {
      const auto most = std::max_element(part.begin(), part.end());
      signs += *most == 0 ? ' ' : sign_of(static_cast<ThreadState>(most - part.begin()));
    }
    view.rows.push_back({history.thread_name(id), std::move(signs)});
  }
  return view;
}

StepView view_of(const StepSession& session, const ViewSettings& settings) {
  StepView view;
  view.title = title_of(session.history());
  view.position = position_of(session);
  view.story = story_of(session);
  const std::uint32_t shown = settings.thread != 0 ? settings.thread : thread_at_work(session);
  add_threads(session, view, shown);
  add_gils(session, view);
  add_cores(session, view);
  const StepFrame place = place_of(session, shown);
  view.shown_thread = shown == 0 ? "" : session.history().thread_name(shown);
  add_source(session, view, place, settings.source_lines);
  add_bytecode(session, view, place, settings.instructions);
  if (const StepThread* const thread = run_thread(session, shown)) {
    view.variables = thread->variables;
    view.globals = thread->globals;
  }
  const std::int64_t span_ns = settings.span_ns > 0 ? settings.span_ns : fitting_span_ns(session);
  view.timeline = timeline_of(session, span_ns, settings.columns);
  add_output(session, view, settings.output_lines);
  return view;
}

}  // namespace gilsim::scenarios
