// SPDX-License-Identifier: MIT
//
// Names are checked here with suggestions; ranges are the simulation's to check.
#include "scenarios/run_settings.h"

#include "runtime/gil/gil_policy.h"
#include "scenarios/suggestion.h"

namespace gilsim::scenarios {
namespace {

template <typename Setting>
void use(std::optional<Setting>& setting, const std::optional<Setting>& weaker) {
  if (!setting.has_value()) setting = weaker;
}

bool check_policy(const std::string& name, std::string* error) {
  if (runtime::find_gil_policy(name, error) != nullptr) return true;
  std::vector<std::string> known;
  for (const runtime::GilPolicyInfo& policy : runtime::gil_policies()) {
    known.emplace_back(policy.name);
  }
  *error += did_you_mean(name, known);
  return false;
}

bool read_profile(const std::string& name, runtime::SimulationOptions& options,
                  std::string* error) {
  std::optional<runtime::Profile> profile = runtime::load_profile(name, error);
  if (!profile.has_value()) {
    std::vector<std::string> known;
    for (const std::string_view shipped : runtime::shipped_profiles()) known.emplace_back(shipped);
    *error += did_you_mean(name, known);
    return false;
  }
  options.profile = *std::move(profile);
  return true;
}

}  // namespace

RunSettings merged(const RunSettings& stronger, const RunSettings& weaker) {
  RunSettings settings = stronger;
  use(settings.gil, weaker.gil);
  use(settings.switch_interval, weaker.switch_interval);
  // How many cores a lesson wants its machine to have says nothing of the host.
  if (!settings.live.value_or(false)) use(settings.cores, weaker.cores);
  use(settings.profile, weaker.profile);
  use(settings.seed, weaker.seed);
  use(settings.start_method, weaker.start_method);
  use(settings.interactive, weaker.interactive);
  use(settings.max_ticks, weaker.max_ticks);
  use(settings.max_memory_bytes, weaker.max_memory_bytes);
  use(settings.quickening, weaker.quickening);
  use(settings.live, weaker.live);
  settings.environment = weaker.environment;
  settings.environment.insert(settings.environment.end(), stronger.environment.begin(),
                              stronger.environment.end());
  settings.writable_folders = weaker.writable_folders;
  settings.writable_folders.insert(settings.writable_folders.end(),
                                   stronger.writable_folders.begin(),
                                   stronger.writable_folders.end());
  return settings;
}

std::optional<runtime::SimulationOptions> simulation_options(const RunSettings& settings,
                                                             std::string* error) {
  runtime::SimulationOptions options;
  options.gil = settings.gil.value_or(options.gil);
  if (!check_policy(options.gil, error) ||
      !read_profile(settings.profile.value_or("cpython-3.11"), options, error)) {
    return std::nullopt;
  }
  options.switch_interval = settings.switch_interval;
  options.cores = settings.cores;
  options.seed = settings.seed.value_or(options.seed);
  options.start_method = settings.start_method.value_or(options.start_method);
  options.interactive = settings.interactive.value_or(options.interactive);
  options.quickening = settings.quickening.value_or(options.quickening);
  options.live = settings.live.value_or(false);
  options.max_ticks = settings.max_ticks.value_or(options.max_ticks);
  options.max_memory_bytes = settings.max_memory_bytes.value_or(options.max_memory_bytes);
  options.environment = settings.environment;
  options.writable_folders = settings.writable_folders;
  return options;
}

}  // namespace gilsim::scenarios
