// SPDX-License-Identifier: MIT
//
// The only file that includes spdlog. Lines have virtual times and nothing of the host's, so two
// runs log the same.
#include "runtime/event_log.h"

#include "runtime/quantity.h"
#include "runtime/report.h"
#include "vm/bytecode/code.h"
#include "vm/objects/str.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

namespace gilsim::runtime {
namespace {

constexpr std::string_view kNames[] = {"trace", "debug", "info", "warning", "off"};

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::trace:
      return spdlog::level::trace;
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::off:
      return spdlog::level::off;
  }
  return spdlog::level::off;
}

bool is_beginning_or_end(EventKind kind) {
  return kind == EventKind::process_start || kind == EventKind::process_end ||
         kind == EventKind::thread_start || kind == EventKind::thread_end;
}

std::string place_text(const Place& place) {
  if (place.code == nullptr || place.line <= 0) return {};
  const std::string file = vm::to_utf8(place.code->file_name);
  return fmt::format(" at {}:{}", file.substr(file.rfind('/') + 1), place.line);
}

std::string because(Cause cause) {
  return cause == Cause::none ? "" : fmt::format(": {}", meaning_of(cause));
}

std::string clock_text(std::int64_t time_ps) {
  const std::int64_t ns = time_ps / kPicosecondsPerNanosecond;
  return fmt::format("{:>7}.{:06} ms", ns / 1'000'000, ns % 1'000'000);
}

}  // namespace

std::string_view name_of(LogLevel level) { return kNames[static_cast<std::size_t>(level)]; }

std::optional<LogLevel> log_level_named(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] == name) return static_cast<LogLevel>(i);
  }
  return std::nullopt;
}

EventLog::EventLog(LogLevel level, std::ostream& stream) : level_(level) {
  auto sink = std::make_shared<spdlog::sinks::ostream_sink_st>(stream, /*force_flush=*/true);
  logger_ = std::make_unique<spdlog::logger>("gilsim", std::move(sink));
  logger_->set_pattern("gilsim %l: %v");
  logger_->set_level(level_of(level));
}

EventLog::~EventLog() = default;

std::string EventLog::name_of_thread(std::uint32_t id) const {
  const auto found = names_.find(id);
  return found == names_.end() ? "nobody" : found->second;
}

std::string EventLog::decision(const Event& event) const {
  const std::string other = name_of_thread(event.other_thread);
  const std::string time = time_text(event.duration_ps);
  switch (event.kind) {
    case EventKind::take_gil:
      return event.other_thread == 0
                 ? "takes the GIL, the first to do so"
                 : fmt::format("takes the GIL after waiting {}; {} had it", time, other);
    case EventKind::drop_gil:
      return fmt::format("drops the GIL after {}{}", time, because(event.cause));
    case EventKind::drop_request:
      return fmt::format("has waited {} and asks {} to drop the GIL", time, other);
    case EventKind::forced_switch:
      return "must wait until another thread has had the GIL";
    case EventKind::missed_wakeup:
      return fmt::format("was woken for the GIL, but {} has it", other);
    case EventKind::block:
      return fmt::format("gives up its core{}", because(event.cause));
    case EventKind::wake:
      return event.other_thread == 0 ? fmt::format("is woken after {}", time)
                                     : fmt::format("is woken by {} after {}", other, time);
    case EventKind::state:
      return fmt::format("{} -> {}{}", runtime::name_of(event.from), runtime::name_of(event.to),
                         because(event.cause));
    case EventKind::process_start:
      return fmt::format("process {} begins{}", event.process, because(event.cause));
    case EventKind::process_end:
      return fmt::format("process {} ends with exit code {}", event.process,
                         static_cast<std::int64_t>(event.object));
    case EventKind::thread_start:
      return event.other_thread == 0 ? "begins" : fmt::format("is started by {}", other);
    case EventKind::thread_end:
      return fmt::format("ends after {}", time);
  }
  return {};
}

void EventLog::event(const Event& event, const Thread* thread, const Place& place) {
  if (event.kind == EventKind::thread_start && thread != nullptr) {
    names_[event.thread] = fmt::format("{} #{}", thread->name, thread->id);
  }
  const auto level = is_beginning_or_end(event.kind) ? spdlog::level::info : spdlog::level::debug;
  if (!logger_->should_log(level)) return;
  const std::string core = event.core == kNoCore ? "-" : std::to_string(event.core);
  const std::string who = event.thread == 0 ? "" : name_of_thread(event.thread) + " ";
  logger_->log(level, fmt::format("{}  core {:>2}  {}{}{}", clock_text(event.time_ps), core, who,
                                  decision(event), place_text(place)));
}

void EventLog::output(const Thread&, vm::Stream, std::string_view) {}

void EventLog::sync(const Thread& thread, const Place& place, const SyncOperation& operation) {
  if (!logger_->should_log(spdlog::level::trace)) return;
  const std::string waiters =
      operation.waiters > 0 ? ", " + counted(operation.waiters, "waiter") : "";
  const std::string number = operation.object == 0 ? "" : fmt::format(" #{}", operation.object);
  logger_->trace(fmt::format("{}           {} {}.{}{} {}{}{}", clock_text(thread.now_ps()),
                             name_of_thread(thread.id), operation.kind, operation.operation, number,
                             operation.outcome, waiters, place_text(place)));
}

void EventLog::finish(const SimulationReport& report) {
  const bool is_whole = report.end == RunEnd::finished;
  const auto level = is_whole ? spdlog::level::info : spdlog::level::warn;
  logger_->log(level, fmt::format("{} after {} of virtual time, exit status {}",
                                  runtime::name_of(report.end), time_text(report.elapsed_ps),
                                  report.exit_status));
}

}  // namespace gilsim::runtime
