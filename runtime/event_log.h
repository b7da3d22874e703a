// SPDX-License-Identifier: MIT
//
// gilsim's own log for people (`--log-level`): what the scheduler and the lock decide, as it falls.
// The record of truth is the trace log.
#pragma once

#include "runtime/simulation.h"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace gilsim::runtime {

// What is logged at each level, with what the levels behind it log:
//   trace    operations on locks, queues and the like
//   debug    every decision: who gets a core or loses it, takes the GIL, drops it, asks for it,
//   waits info     processes and threads begin and end warning  the run ended before the program
//   did
enum class LogLevel : std::uint8_t { trace, debug, info, warning, off };
std::string_view name_of(LogLevel level);
std::optional<LogLevel> log_level_named(std::string_view name);
inline constexpr std::string_view kLogLevels = "trace, debug, info, warning or off";

class EventLog final : public RunObserver {
 public:
  // A line goes to `stream`, which must outlive the log, at once.
  EventLog(LogLevel level, std::ostream& stream);
  ~EventLog() override;

  void event(const Event& event, const Thread* thread, const Place& place) override;
  void output(const Thread& thread, vm::Stream stream, std::string_view utf8) override;
  bool wants_sync() const override { return level_ == LogLevel::trace; }
  void sync(const Thread& thread, const Place& place, const SyncOperation& operation) override;
  void finish(const SimulationReport& report);

 private:
  std::string name_of_thread(std::uint32_t id) const;
  std::string decision(const Event& event) const;

  const LogLevel level_;
  std::unique_ptr<spdlog::logger> logger_;
  std::map<std::uint32_t, std::string> names_;  // of threads
};

}  // namespace gilsim::runtime
