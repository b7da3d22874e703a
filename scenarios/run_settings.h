// SPDX-License-Identifier: MIT
//
// How a program is to be run: the options a user or a lesson's header gives, each of them or not.
#pragma once

#include "runtime/simulation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gilsim::scenarios {

struct RunSettings {
  std::optional<std::string> gil;
  std::optional<runtime::IntervalSetting> switch_interval;
  std::optional<std::int64_t> cores;
  std::optional<std::string> profile;
  std::optional<std::uint64_t> seed;
  std::optional<std::string> start_method;
  std::optional<bool> interactive;
  std::optional<std::int64_t> max_ticks;
  std::optional<std::uint64_t> max_memory_bytes;
  std::optional<bool> quickening;
  std::optional<bool> live;
  std::vector<std::pair<std::string, std::string>> environment;
  std::vector<std::string> writable_folders;
};

// `stronger` where it says something, `weaker` elsewhere.
RunSettings merged(const RunSettings& stronger, const RunSettings& weaker);

// The options of a run; name, source, arguments and streams are left to the caller. Empty: `error`
// says why the profile, policy or another setting cannot be used.
std::optional<runtime::SimulationOptions> simulation_options(const RunSettings& settings,
                                                             std::string* error);

}  // namespace gilsim::scenarios
